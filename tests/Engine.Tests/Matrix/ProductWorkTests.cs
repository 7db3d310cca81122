using System.Numerics;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Tests.Matrix;

public sealed unsafe class ProductWorkTests
{
    public static TheoryData<int, int, int> Sizes { get; } = new()
    {
        { 1, 1, 1 }, { 1, 7, 5 }, { 2, 3, 16 }, { 3, 1, 17 }, { 5, 9, 31 }, { 12, 4, 32 }, { 13, 5, 33 }, { 24, 2, 48 }, { 25, 64, 49 }, { 11, 900, 40 }, { 61, 385, 100 }, { 4, 0, 6 },
        { 1, 768, 128 }, { 1, 1601, 35 }, { 1, 6, 10 }, { 2, 771, 50 }, { 3, 64, 9 }, { 3, 5, 32 }, { 4, 7, 16 }, { 4, 390, 44 }, { 20, 3, 10 }, { 1, 3, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void AProductIsTheSumOfProducts(int rows, int depth, int columns)
    {
        Check<float>(rows, depth, columns, 2e-5);
        Check<double>(rows, depth, columns, 1e-13);
        Check<int>(rows, depth, columns, 0);
        Check<long>(rows, depth, columns, 0);
    }

    [Fact]
    public void ATransposedLeftMatrixIsReadInPlace()
    {
        float[] left = [1, 2, 3, 4, 5, 6], right = [1, 0, 0, 1];
        float[] result = new float[6];
        float[] packed = new float[RightMatrix<float>.PackedLength(2, 2)];
        fixed (float* a = left, b = right, p = packed, c = result)
        {
            var work = ProductWork<float>.Of(a, 1, 3, 3, RightMatrix<float>.Pack(b, 2, 1, 2, 2, p), c, 2);
            work.Execute(0, work.Count);
        }

        Assert.Equal([1, 4, 2, 5, 3, 6], result);
    }

    [Fact]
    public void BiasAddendAndActivationComeAfterTheProductInThisOrder()
    {
        float[] left = [1, 2], right = [1, -1, 10], bias = [0.5f, -20, 0], addend = [1, 1, 1, 2, 2, 2], result = new float[6];
        float[] packed = new float[RightMatrix<float>.PackedLength(1, 3)];
        fixed (float* a = left, b = right, p = packed, c = result, v = bias, m = addend)
        {
            var work = ProductWork<float>.Of(a, 1, 1, 2, RightMatrix<float>.Pack(b, 3, 1, 1, 3, p), c, 3);
            work.AddBias(v);
            work.AddMatrix(m);
            work.Activate(Activation.Relu6);
            work.Execute(0, work.Count);
        }

        Assert.Equal([2.5f, 0, 6, 4.5f, 0, 6], result);
    }

    [Theory]
    [InlineData((int)ActivationKind.None)]
    [InlineData((int)ActivationKind.Clamp)]
    [InlineData((int)ActivationKind.LeakyRelu)]
    public void FactorsAndOffsetsOfColumnsComeBehindTheActivation(int kind)
    {
        const int Rows = 5, Columns = 37;
        var activation = new Activation((ActivationKind)kind, -2, 2, 0.5f);
        float[] left = [-3, -1, 0, 1, 3], right = new float[Columns], factors = new float[Columns], offsets = new float[Columns], result = new float[Rows * Columns];
        for (int column = 0; column < Columns; column++)
        {
            (right[column], factors[column], offsets[column]) = (column - 18, column % 5, column / 4f);
        }

        float[] packed = new float[RightMatrix<float>.PackedLength(1, Columns)];
        fixed (float* a = left, b = right, p = packed, c = result, f = factors, o = offsets)
        {
            var work = ProductWork<float>.Of(a, 1, 1, Rows, RightMatrix<float>.Pack(b, Columns, 1, 1, Columns, p), c, Columns);
            work.Activate(activation);
            work.Scale(f, o);
            work.Execute(0, work.Count);
        }

        for (int i = 0; i < result.Length; i++)
        {
            float product = left[i / Columns] * right[i % Columns];
            float value = activation.Kind switch { ActivationKind.Clamp => Math.Clamp(product, -2, 2), ActivationKind.LeakyRelu => product > 0 ? product : product / 2, _ => product };
            Assert.Equal((value * factors[i % Columns]) + offsets[i % Columns], result[i]);
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void ReluKeepsWhatIsNotANumber(float value, float expected)
    {
        float one = 1, result;
        float* packed = stackalloc float[(int)RightMatrix<float>.PackedLength(1, 1)];
        var work = ProductWork<float>.Of(&value, 1, 1, 1, RightMatrix<float>.Pack(&one, 1, 1, 1, 1, packed), &result, 1);
        work.Activate(Activation.Relu);
        work.Execute(0, work.Count);
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData((int)ActivationKind.Sigmoid, -1f, 0.26894142f)]
    [InlineData((int)ActivationKind.Tanh, -1f, -0.76159416f)]
    [InlineData((int)ActivationKind.Swish, -1f, -0.26894142f)]
    [InlineData((int)ActivationKind.Elu, -1f, -0.63212056f)]
    [InlineData((int)ActivationKind.LeakyRelu, -1f, -0.25f)]
    [InlineData((int)ActivationKind.LeakyRelu, 3f, 3f)]
    public void OtherActivationsFollowTheirFormula(int kind, float value, float expected)
    {
        float one = 1, result;
        float* packed = stackalloc float[(int)RightMatrix<float>.PackedLength(1, 1)];
        var work = ProductWork<float>.Of(&value, 1, 1, 1, RightMatrix<float>.Pack(&one, 1, 1, 1, 1, packed), &result, 1);
        work.Activate(new Activation((ActivationKind)kind, Slope: 0.25f));
        work.Execute(0, work.Count);
        Assert.Equal(expected, result, 1e-6f);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(3, 9)]
    [InlineData(4, 33)]
    [InlineData(9, 23)]
    public void RowsThatAreNoWholeVectorsGetBiasAddendAndLimitsAndNothingBehindThemIsWritten(int rows, int columns)
    {
        const int Depth = 21, Gap = 3;
        float[] left = Numbers<float>(rows * Depth), right = Numbers<float>(Depth * columns), bias = Numbers<float>(columns);
        int length = ((columns + Gap) * (rows - 1)) + columns;
        float[] result = [.. Enumerable.Repeat(7f, length + Gap)], addend = Numbers<float>(length);
        float[] packed = new float[RightMatrix<float>.PackedLength(Depth, columns)];
        fixed (float* a = left, b = right, p = packed, c = result, v = bias, m = addend)
        {
            var work = ProductWork<float>.Of(a, Depth, 1, rows, RightMatrix<float>.Pack(b, columns, 1, Depth, columns, p), c, columns + Gap);
            work.AddBias(v);
            work.AddMatrix(m);
            work.Activate(new Activation(ActivationKind.Clamp, -0.5f, 0.75f));
            work.Execute(0, work.Count);
        }

        for (int i = 0; i < result.Length; i++)
        {
            int row = i / (columns + Gap), column = i % (columns + Gap);
            double sum = column < columns ? bias[column] + addend[i] : 0;
            for (int k = 0; k < Depth && column < columns; k++)
            {
                sum += left[(row * Depth) + k] * (double)right[(k * columns) + column];
            }

            Assert.Equal(column < columns ? Math.Clamp(sum, -0.5, 0.75) : 7, result[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(300, 500, 70)]
    [InlineData(30, 3000, 200)]
    [InlineData(3, 5000, 200)]
    public void ItemsInAnyOrderGiveTheSameBits(int rows, int depth, int columns)
    {
        float[] left = Numbers<float>(rows * depth), right = Numbers<float>(depth * columns), once = new float[rows * columns], inPieces = new float[rows * columns];
        float[] packed = new float[RightMatrix<float>.PackedLength(depth, columns)];
        fixed (float* a = left, b = right, p = packed, c = once, d = inPieces)
        {
            var matrix = RightMatrix<float>.Pack(b, columns, 1, depth, columns, p);
            var whole = ProductWork<float>.Of(a, depth, 1, rows, matrix, c, columns);
            whole.Execute(0, whole.Count);
            var pieces = ProductWork<float>.Of(a, depth, 1, rows, matrix, d, columns);
            Assert.True(pieces.Count > 2);
            for (int item = pieces.Count - 1; item >= 0; item--)
            {
                pieces.Execute(item, item + 1);
            }
        }

        Assert.Equal(once, inPieces);
    }

    private static void Check<T>(int rows, int depth, int columns, double tolerance)
        where T : unmanaged, INumber<T>
    {
        T[] left = Numbers<T>(rows * depth), right = Numbers<T>(depth * columns), result = new T[(rows * columns) + 8];
        T[] packed = new T[RightMatrix<T>.PackedLength(depth, columns) + 1];
        Array.Fill(result, T.CreateChecked(99));
        fixed (T* a = left, b = right, p = packed, c = result)
        {
            var work = ProductWork<T>.Of(a, depth, 1, rows, RightMatrix<T>.Pack(b, columns, 1, depth, columns, p), c, columns);
            work.Execute(0, work.Count);
        }

        for (int i = 0; i < rows * columns; i++)
        {
            double expected = 0;
            for (int k = 0; k < depth; k++)
            {
                expected += double.CreateChecked(left[(i / columns * depth) + k]) * double.CreateChecked(right[(k * columns) + (i % columns)]);
            }

            Assert.Equal(expected, double.CreateChecked(result[i]), tolerance * Math.Max(1, depth));
        }

        Assert.All(result[(rows * columns)..], beyond => Assert.Equal(T.CreateChecked(99), beyond));
    }

    private static T[] Numbers<T>(int count)
        where T : INumber<T>
    {
        var random = new Random(3);
        var numbers = new T[count + 1];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = T.CreateTruncating((random.NextDouble() - 0.5) * (typeof(T) == typeof(int) || typeof(T) == typeof(long) ? 100 : 2));
        }

        return numbers;
    }
}
