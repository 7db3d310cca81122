using System.Runtime.InteropServices;
using TypedModels.Engine.Compute.Convolution;
using TypedModels.Engine.Kernels.Convolution;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Convolution;

public sealed class WinogradTests
{
    // What a direct sum of as many products may be wrong by, several times; the recorded answers of models allow a hundred times as much.
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("SAME", 16, 16, 32, 32)]
    [InlineData("SAME", 13, 18, 33, 47)]
    [InlineData("VALID", 15, 27, 64, 40)]
    [InlineData("SAME", 40, 23, 32, 16)]
    [InlineData("VALID", 12, 12, 40, 70)]
    public void AConvolutionIsTheSumOverItsWindow(string padding, int height, int width, int inputs, int outputs)
    {
        foreach (bool hasTail in new[] { false, true })
        {
            var (results, expected) = Convolve(padding, height, width, inputs, outputs, hasTail, height, width, threads: 1);
            double largest = expected.Max(Math.Abs);
            Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * largest);
            Assert.Equal(results, Convolve(padding, height, width, inputs, outputs, hasTail, height, width, threads: 2).Results);
        }
    }

    [Fact]
    public void APictureMayHaveAnotherSizeThanTheModelDeclares()
    {
        var (results, expected) = Convolve("SAME", 16, 16, 32, 32, hasTail: true, 5, 3, threads: 1);
        double largest = expected.Max(Math.Abs);
        Assert.Equal(expected, results.Select(value => (double)value), (a, b) => Math.Abs(a - b) <= Tolerance * largest);
    }

    [Theory]
    [InlineData(56, 64, 64, true)]
    [InlineData(14, 512, 512, true)]
    [InlineData(8, 64, 64, true)]
    [InlineData(32, 16, 16, false)]
    [InlineData(7, 512, 512, false)]
    [InlineData(8, 16, 32, false)]
    [InlineData(5, 64, 64, false)]
    [InlineData(224, 3, 64, false)]
    public void ItIsChosenWhereItIsFaster(int size, int inputs, int outputs, bool isChosen)
    {
        // Vectors of sixteen elements need sixteen channels; all of these have them or are refused anyway.
        var axis = WindowAxis.Same(size, 3, 1, 1);
        Assert.Equal(isChosen, WinogradConvolution.Suits(new Shape(3, 3, inputs, outputs), axis, axis));
        Assert.False(WinogradConvolution.Suits(new Shape(3, 3, inputs, outputs), axis, WindowAxis.Same(size, 3, 2, 1)));
        Assert.False(WinogradConvolution.Suits(new Shape(3, 3, inputs, outputs), WindowAxis.Same(size, 3, 1, 2), axis));
    }

    private static (float[] Results, double[] Expected) Convolve(string padding, int height, int width, int inputs, int outputs, bool hasTail, int givenHeight, int givenWidth, int threads)
    {
        float[] filter = Numbers(9 * inputs * outputs, 1), bias = Numbers(outputs, 2), input = Numbers(2 * givenHeight * givenWidth * inputs, 3);
        var number = NodeAttribute.Type("T", DataType.Float);
        var graph = new GraphBuilder()
            .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, height, width, inputs))
            .Node("w", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant(filter, 3, 3, inputs, outputs))
            .Node("b", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant(bias, outputs))
            .Node("c", "Conv2D", "x w", number, ("strides", new WireWriter().Message(1, new WireWriter().Varint(3, 1).Varint(3, 1).Varint(3, 1).Varint(3, 1))), NodeAttribute.Text("padding", padding))
            .Node("s", "BiasAdd", "c b", number)
            .Node("y", "Relu", "s", number);
        var model = new EngineModel
        {
            Name = "convolution",
            Source = "convolution",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [new EngineTensor("x:0", DataType.Float)], [new EngineTensor(hasTail ? "y:0" : "c:0", DataType.Float)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        var answer = RawTensor.Call(session, model, 0, default, RawTensor.Of([2, givenHeight, givenWidth, inputs], input))[0];
        int before = padding == "SAME" ? 1 : 0, rows = givenHeight - 2 + (2 * before), columns = givenWidth - 2 + (2 * before);
        double[] expected = new double[2 * rows * columns * outputs];
        for (int i = 0; i < expected.Length; i++)
        {
            int output = i % outputs, column = i / outputs % columns, row = i / outputs / columns % rows, image = i / outputs / columns / rows;
            double sum = hasTail ? bias[output] : 0;
            for (int k = 0; k < 9; k++)
            {
                int y = row + (k / 3) - before, x = column + (k % 3) - before;
                for (int c = 0; c < inputs && (uint)y < (uint)givenHeight && (uint)x < (uint)givenWidth; c++)
                {
                    sum += input[(((((image * givenHeight) + y) * givenWidth) + x) * inputs) + c] * (double)filter[(((k * inputs) + c) * outputs) + output];
                }
            }

            expected[i] = hasTail ? Math.Max(0, sum) : sum;
        }

        Assert.Equal([2, rows, columns, outputs], answer.Shape);
        return (answer.As<float>(), expected);
    }

    private static (string Name, WireWriter Value) Constant(float[] values, params ReadOnlySpan<int> shape)
    {
        var dimensions = new WireWriter();
        foreach (int length in shape)
        {
            dimensions.Message(2, new WireWriter().Varint(1, length));
        }

        return ("value", new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Float).Message(2, dimensions).Bytes(4, MemoryMarshal.AsBytes<float>(values))));
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
