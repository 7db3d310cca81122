using System.Numerics;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Compute.LinearAlgebra;

namespace TypedModels.Engine.Tests.LinearAlgebra;

public sealed class EigenvaluesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public void SchursFormIsTheMatrixInAnotherBasis(int size)
    {
        var random = new Random(size);
        var matrix = new Complex[size * size];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        }

        Complex[] triangular = [.. matrix], unitary = new Complex[size * size], product = new Complex[size * size], back = new Complex[size * size], adjoint = new Complex[size * size];
        Assert.True(SchurForm.TryFind(triangular, unitary, size, new StopSignal()));
        for (int i = 0; i < matrix.Length; i++)
        {
            adjoint[i] = Complex.Conjugate(unitary[(i % size * size) + (i / size)]);
        }

        MatrixFunctions.Multiply<Complex>(unitary, triangular, product, size, new StopSignal());
        MatrixFunctions.Multiply<Complex>(product, adjoint, back, size, new StopSignal());
        Assert.All(Enumerable.Range(0, matrix.Length), i => Assert.True(Complex.Abs(back[i] - matrix[i]) < 1e-12));
        Assert.All(Enumerable.Range(0, matrix.Length).Where(i => i / size > i % size), i => Assert.True(Complex.Abs(triangular[i]) < 1e-12));
    }

    [Fact]
    public void ARotationsEigenvaluesAreThoseOfItsAngle()
    {
        Complex[] matrix = [0, -1, 1, 0], unitary = new Complex[4];
        Assert.True(SchurForm.TryFind(matrix, unitary, 2, new StopSignal()));
        Assert.Equal([-1.0, 1.0], new[] { matrix[0].Imaginary, matrix[3].Imaginary }.Order().Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void AHermitianMatrixHasTheEigenvaluesOfItsDiagonalForm()
    {
        double[] matrix = [2, 1, 1, 2], values = new double[2], vectors = new double[4];
        HermitianEigenvalues<RealField, double>.Find(matrix, values, vectors, new StopSignal());
        Assert.Equal([1.0, 3.0], values.Select(value => Math.Round(value, 12)));
        Assert.Equal(Math.Sqrt(0.5), Math.Abs(vectors[0]), 12);
    }

    [Fact]
    public void AMatrixOfRankOneHasOneSingularValue()
    {
        double[] matrix = [1, 2, 2, 4, 2, 4], values = new double[2], right = new double[4];
        SingularValues<RealField, double>.Find(matrix, 3, values, right, new StopSignal());
        Assert.Equal(Math.Sqrt(45), values[0], 12);
        Assert.Equal(0, values[1], 12);
    }
}
