using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Convolution;

public sealed class TransposedConvolutionTests
{
    [Theory]
    [InlineData(3, 2, 5, 40)]
    [InlineData(2, 2, 20, 16)]
    [InlineData(4, 2, 3, 33)]
    [InlineData(5, 3, 7, 10)]
    [InlineData(1, 2, 4, 4)]
    public void AFilterThatIsPackedWhenTheModelIsLoadedGivesWhatAnArgumentGives(int window, int stride, int inputs, int outputs)
    {
        const int Size = 6;
        float[] input = Numbers(2 * Size * Size * inputs, 1), filter = Numbers(window * window * outputs * inputs, 2);
        var given = RawTensor.Of([2, Size, Size, inputs], input);
        var weights = RawTensor.Of([window, window, outputs, inputs], filter);
        float[] packed = Run(stride, Size * stride, outputs, weights, isConstant: true, threads: 1, given);
        Assert.Equal(Run(stride, Size * stride, outputs, weights, isConstant: false, threads: 1, given), packed);
        Assert.Equal(Run(stride, Size * stride, outputs, weights, isConstant: true, threads: 2, given), packed);
        Assert.Contains(packed, value => value != 0);
    }

    private static float[] Run(int stride, int size, int outputs, RawTensor filter, bool isConstant, int threads, RawTensor input)
    {
        var graph = new GraphBuilder().Argument("x", DataType.Float).Constant("sizes", 2, size, size, outputs);
        if (isConstant)
        {
            var shape = new WireWriter();
            foreach (long length in filter.Shape)
            {
                shape.Message(2, new WireWriter().Varint(1, length));
            }

            graph.Node("w", "Const", "", NodeAttribute.Type("dtype", DataType.Float), ("value", new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Float).Message(2, shape).Bytes(4, filter.Bytes))));
        }
        else
        {
            graph.Argument("w", DataType.Float);
        }

        var strides = new WireWriter().Message(1, new WireWriter().Varint(3, 1).Varint(3, stride).Varint(3, stride).Varint(3, 1));
        graph.Node("y", "Conv2DBackpropInput", "sizes w x", NodeAttribute.Type("T", DataType.Float), ("strides", strides), NodeAttribute.Text("padding", "SAME"));
        EngineTensor[] arguments = isConstant ? [new EngineTensor("x:0", DataType.Float)] : [new EngineTensor("x:0", DataType.Float), new EngineTensor("w:0", DataType.Float)];
        var model = new EngineModel
        {
            Name = "transposed",
            Source = "transposed",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", arguments, [new EngineTensor("y:0", DataType.Float)])],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        return RawTensor.Call(session, model, 0, default, isConstant ? [input] : [input, filter])[0].As<float>();
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
