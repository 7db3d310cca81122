using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Reductions;

public sealed class ReductionTests
{
    public static TheoryData<int[], int[]> Shapes => new()
    {
        { [5], [0] },
        { [100_000], [0] },
        { [3, 40_000], [1] },
        { [40_000, 3], [0] },
        { [200, 300], [0] },
        { [2, 5000, 70], [1] },
        { [7, 9, 2500], [0, 2] },
        { [3, 4, 5, 6, 7], [0, 2, 4] },
        { [3, 4, 5, 6, 7], [1, 3] },
        { [2, 1, 3, 1], [0, 1] },
        { [2, 3], [] },
        { [70_000, 2, 1], [0, 2] },
        { [2, 3000, 2], [0, 1, 2] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryElementIsCountedOnce(int[] shape, int[] axes)
    {
        // Small whole numbers: every sum is exact, in whatever order.
        float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (product, length) => product * length)).Select(i => (float)((i * 7919L % 31) - 15))];
        var (lengths, kept) = Expected(shape, axes);
        double[] sums = new double[lengths.Aggregate(1, (product, length) => product * (int)length)];
        double[] largest = [.. sums.Select(_ => double.NegativeInfinity)];
        for (int i = 0; i < values.Length; i++)
        {
            sums[kept(i)] += values[i];
            largest[kept(i)] = Math.Max(largest[kept(i)], values[i]);
        }

        var sum = Reduce("Sum", shape, values, axes, 2);
        Assert.Equal(lengths, sum.Shape);
        Assert.Equal(sums, sum.As<float>().Select(value => (double)value));
        Assert.Equal(largest, Reduce("Max", shape, values, axes, 2).As<float>().Select(value => (double)value));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void BitsDoNotDependOnTheNumberOfThreads(int[] shape, int[] axes)
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (product, length) => product * length)).Select(_ => random.NextSingle() - 0.4f)];
        foreach (string operation in new[] { "Sum", "Mean", "Prod", "EuclideanNorm" })
        {
            Assert.Equal(Reduce(operation, shape, values, axes, 1).Bytes, Reduce(operation, shape, values, axes, 3).Bytes);
        }
    }

    [Fact]
    public void LongSumsKeepTheirDigits()
    {
        float[] values = [.. Enumerable.Repeat(0.1f, 1_000_000)];
        Assert.Equal(100_000, Reduce("Sum", [1_000_000], values, [0], null).As<float>()[0], 0.1);
        Assert.Equal(0.1f, Reduce("Mean", [1_000_000, 1], values, [0], null).As<float>()[0], 1e-7f);
    }

    [Theory]
    [InlineData(false, false, new[] { 1, 3, 6 })]
    [InlineData(true, false, new[] { 0, 1, 3 })]
    [InlineData(false, true, new[] { 6, 5, 3 })]
    [InlineData(true, true, new[] { 5, 3, 0 })]
    public void RunningSumsGoBothWays(bool exclusive, bool reverse, int[] expected)
    {
        var result = SingleOperation.Run(
            "Cumsum", DataType.Int32, [(DataType.Int32, RawTensor.Of([3], 1, 2, 3)), (DataType.Int32, RawTensor.Of([], 0))], null,
            NodeAttribute.Type("T", DataType.Int32), NodeAttribute.Flag("exclusive", exclusive), NodeAttribute.Flag("reverse", reverse));
        Assert.Equal(expected, result.As<int>());
    }

    [Fact]
    public void TheFirstOfEqualLargestIsFound()
    {
        Assert.Equal([1L], Largest([3, 9, 9, 1]));
        Assert.Equal([2L], Largest([float.NaN, 1, 5, float.NaN]));
        Assert.Equal([0L], Largest([float.NaN, float.NaN]));
    }

    [Fact]
    public void AnAxisThatIsNotThereIsRefused()
    {
        Assert.Contains("Invalid reduction dimension (2 for input with 1 dimension(s)", Assert.ThrowsAny<ModelException>(() => Reduce("Sum", [2], [1, 2], [2], null)).Message);
        Assert.Contains("duplicate", Assert.ThrowsAny<ModelException>(() => Reduce("Sum", [2], [1, 2], [0, -1], null)).Message);
    }

    private static long[] Largest(float[] values) =>
        SingleOperation.Run("ArgMax", DataType.Int64, [(DataType.Float, RawTensor.Of([values.Length], values)), (DataType.Int32, RawTensor.Of([], 0))], null, NodeAttribute.Type("T", DataType.Float))
            .As<long>();

    private static RawTensor Reduce(string operation, int[] shape, float[] values, int[] axes, int? threads)
    {
        (string, WireWriter) type = NodeAttribute.Type("T", DataType.Float);
        return SingleOperation.Run(
            operation, DataType.Float, [(DataType.Float, RawTensor.Of([.. shape.Select(length => (long)length)], values)), (DataType.Int32, RawTensor.Of([axes.Length], axes))], threads, type);
    }

    // The shape of the result, and where each element goes.
    private static (long[] Shape, Func<int, int> Kept) Expected(int[] shape, int[] axes)
    {
        long[] lengths = [.. shape.Where((_, axis) => !axes.Contains(axis)).Select(length => (long)length)];
        return (lengths, index =>
        {
            int place = 0, stride = 1;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                (index, int position) = Math.DivRem(index, shape[axis]);
                if (!axes.Contains(axis))
                {
                    place += position * stride;
                    stride *= shape[axis];
                }
            }

            return place;
        });
    }
}
