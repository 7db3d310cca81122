using System.Numerics;
using TypedModels.Engine.Compute.Convolution;

namespace TypedModels.Engine.Tests.Convolution;

public sealed unsafe class PoolingWorkTests
{
    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(16, 3, 1)]
    [InlineData(24, 3, 2)]
    [InlineData(40, 4, 3)]
    [InlineData(64, 5, 2)]
    [InlineData(105, 7, 7)]
    public void APoolingTakesTheElementsOfItsWindowInsideThePicture(int channels, int window, int stride)
    {
        Check<float>(channels, window, stride);
        Check<double>(channels, window, stride);
        CheckLargest<sbyte>(channels, window, stride);
        CheckLargest<ushort>(channels, window, stride);
        CheckLargest<long>(channels, window, stride);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void TheLargestPassesOverWhatIsNotANumberAndTheMeanDoesNot(int channels)
    {
        var axis = WindowAxis.Valid(2, 2, 2, 1);
        var shape = new PoolingShape(1, WindowAxis.Single, axis, axis, channels);
        float[] input = [.. Enumerable.Range(0, 4 * channels).Select(i => i / channels == 1 ? float.NaN : i / channels)], largest = new float[channels], mean = new float[channels];
        fixed (float* x = input, y = largest, z = mean)
        {
            new PoolingWork<MaxPooling<float>, float>(shape, x, y).Execute(0, 1);
            new PoolingWork<MeanPooling<float>, float>(shape, x, z).Execute(0, 1);
        }

        Assert.All(largest, value => Assert.Equal(3, value));
        Assert.All(mean, value => Assert.Equal(float.NaN, value));
    }

    private static PoolingShape ShapeOf(int channels, int window, int stride) =>
        new(2, WindowAxis.Same(3, 2, 1, 1), WindowAxis.Same(9, window, stride, 1), WindowAxis.Explicit(11, window, stride, 1, window - 1, window / 2), channels);

    private static void Check<T>(int channels, int window, int stride)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        CheckLargest<T>(channels, window, stride);
        var (given, results) = Run<MeanPooling<T>, T>(ShapeOf(channels, window, stride));
        Compare(ShapeOf(channels, window, stride), given, results, values => values.Average(), 1e-4);
    }

    private static void CheckLargest<T>(int channels, int window, int stride)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var (given, results) = Run<MaxPooling<T>, T>(ShapeOf(channels, window, stride));
        Compare(ShapeOf(channels, window, stride), given, results, values => values.Max(), 0);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(40, 1)]
    [InlineData(64, 3)]
    public void ZerosAroundAPictureCountWhereTheyAreToldTo(int channels, int stride)
    {
        var axis = WindowAxis.Explicit(5, 3, stride, 1, 2, 1);
        var shape = new PoolingShape(1, WindowAxis.Single, axis, axis, channels) { CountsZeros = true };
        float[] input = [.. Enumerable.Repeat(-1f, 25 * channels)], output = new float[axis.Output * axis.Output * channels];
        fixed (float* x = input, y = output)
        {
            var work = new PoolingWork<MaxPooling<float>, float>(shape, x, y);
            work.Execute(0, work.Count);
        }

        for (int i = 0; i < output.Length; i++)
        {
            var (first, end) = axis.Inside(i / channels % axis.Output);
            var (top, bottom) = axis.Inside(i / channels / axis.Output);
            Assert.Equal(end - first == 3 && bottom - top == 3 ? -1 : 0, output[i]);
        }
    }

    private static (T[] Given, T[] Results) Run<TPooling, T>(PoolingShape shape)
        where TPooling : struct, IPooling<T>
        where T : unmanaged, INumber<T>
    {
        var random = new Random(4);
        T[] input = [.. Enumerable.Range(0, shape.Images * shape.Depth.Input * shape.Height.Input * shape.Width.Input * shape.Channels).Select(_ => T.CreateTruncating(random.Next(0, 100)))];
        T[] output = new T[shape.Images * shape.Depth.Output * shape.Height.Output * shape.Width.Output * shape.Channels];
        fixed (T* x = input, y = output)
        {
            var work = new PoolingWork<TPooling, T>(shape, x, y);
            work.Execute(0, work.Count);
        }

        return (input, output);
    }

    private static void Compare<T>(in PoolingShape shape, T[] input, T[] output, Func<List<double>, double> expected, double tolerance)
        where T : unmanaged, INumber<T>
    {
        int next = 0;
        for (int n = 0; n < shape.Images; n++)
        for (int z = 0; z < shape.Depth.Output; z++)
        for (int y = 0; y < shape.Height.Output; y++)
        for (int x = 0; x < shape.Width.Output; x++)
        for (int c = 0; c < shape.Channels; c++)
        {
            var values = new List<double>();
            for (int k = 0; k < shape.Depth.Filter; k++)
            for (int i = 0; i < shape.Height.Filter; i++)
            for (int j = 0; j < shape.Width.Filter; j++)
            {
                int slice = (z * shape.Depth.Stride) - shape.Depth.Before + k, row = (y * shape.Height.Stride) - shape.Height.Before + i, column = (x * shape.Width.Stride) - shape.Width.Before + j;
                if ((uint)slice < (uint)shape.Depth.Input && (uint)row < (uint)shape.Height.Input && (uint)column < (uint)shape.Width.Input)
                {
                    values.Add(double.CreateChecked(input[(((((((n * shape.Depth.Input) + slice) * shape.Height.Input) + row) * shape.Width.Input) + column) * shape.Channels) + c]));
                }
            }

            Assert.Equal(expected(values), double.CreateChecked(output[next++]), tolerance);
        }
    }
}
