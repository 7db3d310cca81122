using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>Functions of square matrices. Those of triangular ones work on Schur's form (Higham, Functions of Matrices, chapters 6, 10 and 11).</summary>
internal static class MatrixFunctions
{
    private const int MostRoots = 100;

    // Gauss's nodes and weights for seven points, moved to the interval from 0 to 1.
    private static readonly double[] s_nodes = [0.02544604382862074, 0.12923440720030278, 0.2970774243113014, 0.5, 0.7029225756886985, 0.8707655927996972, 0.9745539561713793];
    private static readonly double[] s_weights = [0.06474248308443485, 0.13985269574463833, 0.19091502525255947, 0.2089795918367347, 0.19091502525255947, 0.13985269574463833, 0.06474248308443485];

    // The coefficients of Padé's approximation of the exponential of degree 13.
    private static readonly double[] s_exponential =
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    /// <summary>Replaces an upper triangular matrix by its square root.</summary>
    public static void TriangularRoot(Span<Complex> matrix, int size, StopSignal stop)
    {
        for (int column = 0; column < size; column++)
        {
            stop.ThrowIfRaised();
            matrix[(column * size) + column] = Complex.Sqrt(matrix[(column * size) + column]);
            for (int row = column - 1; row >= 0; row--)
            {
                Complex sum = matrix[(row * size) + column];
                for (int i = row + 1; i < column; i++)
                {
                    sum -= matrix[(row * size) + i] * matrix[(i * size) + column];
                }

                Complex roots = matrix[(row * size) + row] + matrix[(column * size) + column];
                matrix[(row * size) + column] = sum == Complex.Zero ? Complex.Zero : sum / roots;
            }
        }
    }

    /// <summary>Replaces an upper triangular matrix by its logarithm: square roots until it is near 1, then an approximation by fractions.</summary>
    public static void TriangularLogarithm(Span<Complex> matrix, int size, StopSignal stop)
    {
        Span<Complex> near = new Complex[size * size], solved = new Complex[size * size];
        int roots = 0;
        for (; roots < MostRoots && Distance(matrix, size) > 0.25; roots++)
        {
            TriangularRoot(matrix, size, stop);
        }

        matrix.CopyTo(near);
        for (int i = 0; i < size; i++)
        {
            near[(i * size) + i] -= 1;
        }

        matrix.Clear();
        Span<Complex> divisor = new Complex[size * size];
        for (int node = 0; node < s_nodes.Length; node++)
        {
            for (int i = 0; i < divisor.Length; i++)
            {
                divisor[i] = (near[i] * s_nodes[node]) + (i % (size + 1) == 0 ? 1 : 0);
            }

            near.CopyTo(solved);
            Substitution<ComplexField, Complex>.Upper(divisor, solved, size, size, stop);
            for (int i = 0; i < matrix.Length; i++)
            {
                matrix[i] += s_weights[node] * solved[i];
            }
        }

        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] *= Math.ScaleB(1, roots);
        }
    }

    /// <summary>Replaces a matrix by its exponential: halves it until it is small, approximates, and squares the result as often.</summary>
    public static void Exponential<TField, T>(Span<T> matrix, int size, StopSignal stop)
        where TField : struct, IField<T>
        where T : unmanaged, INumberBase<T>
    {
        double norm = 0;
        for (int column = 0; column < size; column++)
        {
            double sum = 0;
            for (int row = 0; row < size; row++)
            {
                sum += TField.Magnitude(matrix[(row * size) + column]);
            }

            norm = Math.Max(norm, sum);
        }

        int halvings = double.IsFinite(norm) && norm > 5 ? (int)Math.Ceiling(Math.Log2(norm / 5)) : 0;
        foreach (ref T element in matrix)
        {
            element *= TField.From(Math.ScaleB(1, -halvings));
        }

        T[] power = new T[size * size], product = new T[size * size], even = new T[size * size], odd = new T[size * size];
        for (int i = 0; i < size; i++)
        {
            power[(i * size) + i] = T.One;
        }

        for (int degree = 0; degree < s_exponential.Length; degree++)
        {
            var sum = degree % 2 == 0 ? even : odd;
            for (int i = 0; i < power.Length; i++)
            {
                sum[i] += power[i] * TField.From(s_exponential[degree]);
            }

            Multiply<T>(power, matrix, product, size, stop);
            (power, product) = (product, power);
        }

        for (int i = 0; i < power.Length; i++)
        {
            (power[i], product[i]) = (even[i] - odd[i], even[i] + odd[i]);
        }

        var order = new int[size];
        TriangularFactors<TField, T>.Factor(power, order, stop);
        TriangularFactors<TField, T>.Solve(power, order, product, matrix, size, stop);
        for (; halvings > 0; halvings--)
        {
            Multiply<T>(matrix, matrix, product, size, stop);
            product.CopyTo(matrix);
        }
    }

    /// <summary>The product of two square matrices.</summary>
    public static void Multiply<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int size, StopSignal stop)
        where T : unmanaged, INumberBase<T>
    {
        result.Clear();
        for (int row = 0; row < size; row++)
        {
            stop.ThrowIfRaised();
            for (int i = 0; i < size; i++)
            {
                T factor = left[(row * size) + i];
                for (int column = 0; column < size; column++)
                {
                    result[(row * size) + column] += factor * right[(i * size) + column];
                }
            }
        }
    }

    private static double Distance(ReadOnlySpan<Complex> matrix, int size)
    {
        double largest = 0;
        for (int column = 0; column < size; column++)
        {
            double sum = 0;
            for (int row = 0; row <= column; row++)
            {
                sum += Complex.Abs(matrix[(row * size) + column] - (row == column ? 1 : 0));
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
