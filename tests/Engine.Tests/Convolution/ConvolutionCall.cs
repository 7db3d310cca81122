using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Convolution;

/// <summary>A model of one convolution of two pictures with windows of 3 × 3, whose filter is a constant.</summary>
/// <param name="padding">Its padding.</param>
/// <param name="height">The height that the model declares.</param>
/// <param name="width">The width that the model declares.</param>
/// <param name="inputs">The channels.</param>
/// <param name="outputs">The result channels.</param>
internal sealed class ConvolutionCall(string padding, int height, int width, int inputs, int outputs)
{
    /// <summary>The groups of channels.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a bias and a function follow.</summary>
    public bool HasTail { get; init; }

    /// <summary>The height of the pictures, where it is not the declared one.</summary>
    public int? Height { get; init; }

    /// <summary>The width of the pictures, where it is not the declared one.</summary>
    public int? Width { get; init; }

    /// <summary>Calls the engine, and computes the same by plain loops.</summary>
    public (float[] Results, double[] Expected) Run(int threads)
    {
        int givenHeight = Height ?? height, givenWidth = Width ?? width, groupInputs = inputs / Groups, groupOutputs = outputs / Groups;
        float[] filter = Numbers(9 * groupInputs * outputs, 1), bias = Numbers(outputs, 2), input = Numbers(2 * givenHeight * givenWidth * inputs, 3);
        var number = NodeAttribute.Type("T", DataType.Float);
        var graph = new GraphBuilder()
            .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, height, width, inputs))
            .Node("w", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant(filter, 3, 3, groupInputs, outputs))
            .Node("b", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant(bias, outputs))
            .Node("c", "Conv2D", "x w", number, ("strides", new WireWriter().Message(1, new WireWriter().Varint(3, 1).Varint(3, 1).Varint(3, 1).Varint(3, 1))), NodeAttribute.Text("padding", padding))
            .Node("s", "BiasAdd", "c b", number)
            .Node("y", "Relu", "s", number);
        var model = new EngineModel
        {
            Name = "convolution",
            Source = "convolution",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [new EngineTensor("x:0", DataType.Float)], [new EngineTensor(HasTail ? "y:0" : "c:0", DataType.Float)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        var answer = RawTensor.Call(session, model, 0, default, RawTensor.Of([2, givenHeight, givenWidth, inputs], input))[0];
        int before = padding == "SAME" ? 1 : 0, rows = givenHeight - 2 + (2 * before), columns = givenWidth - 2 + (2 * before);
        double[] expected = new double[2 * rows * columns * outputs];
        for (int i = 0; i < expected.Length; i++)
        {
            int output = i % outputs, column = i / outputs % columns, row = i / outputs / columns % rows, image = i / outputs / columns / rows;
            double sum = HasTail ? bias[output] : 0;
            for (int k = 0; k < 9; k++)
            {
                int y = row + (k / 3) - before, x = column + (k % 3) - before;
                for (int c = 0; c < groupInputs && (uint)y < (uint)givenHeight && (uint)x < (uint)givenWidth; c++)
                {
                    sum += input[(((((image * givenHeight) + y) * givenWidth) + x) * inputs) + (output / groupOutputs * groupInputs) + c] * (double)filter[(((k * groupInputs) + c) * outputs) + output];
                }
            }

            expected[i] = HasTail ? Math.Max(0, sum) : sum;
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
