using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Tests.Convolution;

public sealed unsafe class ConvolutionProductTests
{
    public static TheoryData<string> Shapes { get; } = new("same", "valid", "strided", "dilated", "grouped", "wide", "point", "point strided", "one pixel", "explicit");

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AConvolutionIsTheSumOverItsWindow(string name)
    {
        var shape = ShapeOf(name);
        int groupIn = shape.InputChannels / shape.Groups, groupOut = shape.OutputChannels / shape.Groups;
        float[] input = Numbers(shape.Images * shape.Height.Input * shape.Width.Input * shape.InputChannels);
        float[] filter = Numbers(shape.Height.Filter * shape.Width.Filter * groupIn * shape.OutputChannels);
        float[] output = new float[shape.Images * shape.Height.Output * shape.Width.Output * shape.OutputChannels];
        float[] padded = new float[shape.PaddedLength];
        float[] packed = new float[RightMatrix<float>.PackedLength(shape.Depth, groupOut)];
        fixed (float* x = input, w = filter, y = output, z = padded, p = packed)
        {
            float* source = x;
            if (shape.IsPadded)
            {
                var pad = new PadWork<float>(
                    x, z, shape.Height.Input, shape.Width.Input * shape.InputChannels, shape.Height.Before, shape.Width.Before * shape.InputChannels, shape.Height.Read, shape.Width.Read * shape.InputChannels, shape.Images);
                pad.Execute(0, pad.Count);
                source = z;
            }

            for (int group = 0; group < shape.Groups; group++)
            {
                var right = RightMatrix<float>.Pack(w + (group * groupOut), shape.OutputChannels, 1, shape.Depth, groupOut, p);
                var work = ConvolutionProduct.Of(shape, source, group, right, y);
                work.Execute(0, work.Count);
            }
        }

        Assert.Equal(Expected(shape, input, filter), output, (a, b) => Math.Abs(a - b) < 1e-4f);
    }

    [Theory]
    [InlineData(5, 3, 1, 1, 40)]
    [InlineData(19, 3, 1, 1, 16)]
    [InlineData(20, 3, 2, 1, 33)]
    [InlineData(21, 3, 2, 1, 150)]
    [InlineData(17, 5, 1, 2, 48)]
    [InlineData(17, 5, 1, 1, 70)]
    [InlineData(18, 5, 2, 1, 24)]
    [InlineData(11, 2, 1, 1, 20)]
    [InlineData(13, 3, 3, 1, 17)]
    [InlineData(2, 5, 1, 1, 7)]
    [InlineData(7, 3, 1, 1, 3)]
    [InlineData(7, 3, 1, 1, 1000)]
    public void ADepthwiseConvolutionIsOneOfAsManyGroupsAsChannels(int size, int window, int stride, int dilation, int channels)
    {
        var axis = WindowAxis.Same(size, window, stride, dilation);
        var shape = new ConvolutionShape(2, axis, axis, channels, channels, channels);
        float[] input = Numbers(2 * size * size * channels), filter = Numbers(window * window * channels), output = new float[2 * axis.Output * axis.Output * channels];
        float[] bias = Numbers(channels), tailed = new float[output.Length], byRows = new float[output.Length];
        fixed (float* x = input, w = filter, y = output, v = bias, z = tailed, r = byRows)
        {
            var work = new DepthwiseWork<float>(shape, x, w, null, default, y);
            work.Execute(0, work.Count);
            var withTail = new DepthwiseWork<float>(shape, x, w, v, new ProductEnd<float>(new Activation(ActivationKind.Clamp, -0.25f, 0.5f)), z);
            withTail.Execute(0, work.Count);
            var rows = new DepthwiseWork<float>(shape, x, w, v, new ProductEnd<float>(new Activation(ActivationKind.Clamp, -0.25f, 0.5f)), r);
            for (int row = 0; row < rows.Count; row++)
            {
                rows.Execute(row, row + 1);
            }
        }

        float[] expected = Expected(shape, input, filter);
        Assert.Equal(expected, output, (a, b) => Math.Abs(a - b) < 1e-4f);
        Assert.Equal(expected.Select((sum, i) => Math.Clamp(sum + bias[i % channels], -0.25f, 0.5f)), tailed, (a, b) => Math.Abs(a - b) < 1e-4f);
        Assert.Equal(tailed, byRows);
    }

    [Fact]
    public void PoolingLeavesPaddingOut()
    {
        var shape = new PoolingShape(1, WindowAxis.Single, WindowAxis.Same(3, 2, 2, 1), WindowAxis.Same(3, 2, 2, 1), 1);
        float[] input = [-1, -2, -3, -4, -5, -6, -7, -8, -9], largest = new float[4], mean = new float[4];
        fixed (float* x = input, y = largest, z = mean)
        {
            new PoolingWork<MaxPooling<float>, float>(shape, x, y).Execute(0, 2);
            new PoolingWork<MeanPooling<float>, float>(shape, x, z).Execute(0, 2);
        }

        Assert.Equal([-1, -3, -7, -9], largest);
        Assert.Equal([-3, -4.5f, -7.5f, -9], mean);
    }

    private static ConvolutionShape ShapeOf(string name)
    {
        WindowAxis same = WindowAxis.Same(9, 3, 1, 1), valid = WindowAxis.Valid(14, 3, 1, 1);
        return name switch
        {
            "same" => new(2, same, same, 5, 7, 1),
            "valid" => new(1, valid, valid, 3, 33, 1),
            "strided" => new(1, WindowAxis.Same(10, 3, 2, 1), WindowAxis.Same(13, 5, 3, 1), 4, 16, 1),
            "dilated" => new(2, WindowAxis.Same(11, 3, 1, 3), WindowAxis.Valid(29, 4, 1, 2), 3, 5, 1),
            "grouped" => new(2, same, valid, 6, 8, 2),
            "wide" => new(1, WindowAxis.Same(40, 3, 1, 1), WindowAxis.Same(40, 3, 1, 1), 40, 40, 1),
            "point" => new(2, WindowAxis.Same(6, 1, 1, 1), WindowAxis.Same(7, 1, 1, 1), 20, 20, 1),
            "point strided" => new(2, WindowAxis.Same(6, 1, 2, 1), WindowAxis.Same(7, 1, 2, 1), 20, 20, 1),
            "one pixel" => new(3, WindowAxis.Valid(4, 4, 1, 1), WindowAxis.Valid(4, 4, 1, 1), 6, 10, 1),
            _ => new(1, WindowAxis.Explicit(5, 3, 2, 1, 3, 0), WindowAxis.Explicit(5, 2, 1, 1, 0, 4), 2, 3, 1),
        };
    }

    private static float[] Expected(in ConvolutionShape shape, float[] input, float[] filter)
    {
        int groupIn = shape.InputChannels / shape.Groups, groupOut = shape.OutputChannels / shape.Groups;
        var output = new List<float>();
        for (int n = 0; n < shape.Images; n++)
        for (int y = 0; y < shape.Height.Output; y++)
        for (int x = 0; x < shape.Width.Output; x++)
        for (int o = 0; o < shape.OutputChannels; o++)
        {
            double sum = 0;
            for (int i = 0; i < shape.Height.Filter; i++)
            for (int j = 0; j < shape.Width.Filter; j++)
            for (int c = 0; c < groupIn; c++)
            {
                int row = (y * shape.Height.Stride) - shape.Height.Before + (i * shape.Height.Dilation), column = (x * shape.Width.Stride) - shape.Width.Before + (j * shape.Width.Dilation);
                if ((uint)row < (uint)shape.Height.Input && (uint)column < (uint)shape.Width.Input)
                {
                    int channel = (o / groupOut * groupIn) + c;
                    sum += input[(((((n * shape.Height.Input) + row) * shape.Width.Input) + column) * shape.InputChannels) + channel]
                        * (double)filter[(((((i * shape.Width.Filter) + j) * groupIn) + c) * shape.OutputChannels) + o];
                }
            }

            output.Add((float)sum);
        }

        return [.. output];
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
