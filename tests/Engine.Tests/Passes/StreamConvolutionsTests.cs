using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Passes;

/// <summary>A network whose inner values are wanted too is computed node by node; the other may not differ in one bit.</summary>
public sealed class StreamConvolutionsTests
{
    private const int Height = 45, Width = 40, Channels = 6, Inner = 72, Results = 10;

    [Theory]
    [InlineData(1, 3, "SAME", 1, 1, 1)]
    [InlineData(1, 3, "SAME", 1, 3, 2)]
    [InlineData(2, 3, "SAME", 1, 1, 2)]
    [InlineData(2, 5, "VALID", 1, 2, 1)]
    [InlineData(1, 5, "SAME", 3, 1, 2)]
    [InlineData(2, 3, "SAME", 3, 7, 2)]
    [InlineData(3, 2, "VALID", 1, 1, 1)]
    public void ConvolutionsInOnePassGiveTheSameBits(int stride, int filter, string padding, int firstFilter, int images, int threads)
    {
        var network = Network(stride, filter, padding, firstFilter);
        float[] streamed = Run(network, "last", images, threads)[0].As<float>();

        Assert.Equal(Run(network, "last middle first", images, 1)[0].As<float>(), streamed);
        Assert.Contains(streamed, value => value != streamed[0]);
    }

    [Theory]
    [InlineData("middle", "middle first")]
    [InlineData("last first", "last first middle")]
    public void OneOfTheConvolutionsAroundIsEnough(string wanted, string all)
    {
        var network = Network(1, 3, "SAME", 1);
        Assert.Equal(Run(network, all, 2, 1)[0].As<float>(), Run(network, wanted, 2, 2)[0].As<float>());
    }

    [Fact]
    public void WhatIsAddedToTheResultIsAddedInThePass()
    {
        var network = Network(1, 3, "SAME", 1, results: Channels).Node("sum", "AddV2", "last x", NodeAttribute.Type("T", DataType.Float));
        Assert.Equal(Run(network, "sum middle first", 2, 1)[0].As<float>(), Run(network, "sum", 2, 2)[0].As<float>());
    }

    [Fact]
    public void WhatIsDoneInOnePassIsOneNode()
    {
        var network = Network(1, 3, "SAME", 1);
        Assert.Equal(["first", "first_biased", "first_clipped", "middle", "middle_clipped"], Included(network, "last"));
        Assert.Empty(Included(network, "last middle first"));
    }

    private static string[] Included(GraphBuilder network, string outputs)
    {
        var model = Model(network, outputs);
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        frame.Input(0, [1, Height, Width, Channels]);
        frame.Run(default);
        return [.. profile.Runs.ToArray().Single(run => run.Node.Name == "last").Node.Includes.Select(node => node.Name)];
    }

    private static RawTensor[] Run(GraphBuilder network, string outputs, int images, int threads)
    {
        var model = Model(network, outputs);
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        return RawTensor.Call(session, model, 0, default, RawTensor.Of([images, Height, Width, Channels], Numbers(images * Height * Width * Channels, 3)));
    }

    private static EngineModel Model(GraphBuilder network, string outputs) => new()
    {
        Name = "network",
        Source = "network",
        GraphDef = network.ToArray(),
        Signatures = [new EngineSignature("call", [new EngineTensor("x", DataType.Float)], [.. outputs.Split(' ').Select(name => new EngineTensor(name == "last" || name == "sum" ? name : name + "_clipped", DataType.Float))])],
    };

    private static GraphBuilder Network(int stride, int filter, string padding, int firstFilter, int results = Results) => new GraphBuilder()
        .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, Height, Width, Channels))
        .Node("first_filter", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant([firstFilter, firstFilter, Channels, Inner], 5))
        .Node("first_bias", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant([Inner], 7))
        .Node("first", "Conv2D", "x first_filter", NodeAttribute.Type("T", DataType.Float), Strides(1), NodeAttribute.Text("padding", "SAME"))
        .Node("first_biased", "BiasAdd", "first first_bias", NodeAttribute.Type("T", DataType.Float))
        .Node("first_clipped", "Relu6", "first_biased", NodeAttribute.Type("T", DataType.Float))
        .Node("middle_filter", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant([filter, filter, Inner, 1], 11))
        .Node("middle", "DepthwiseConv2dNative", "first_clipped middle_filter", NodeAttribute.Type("T", DataType.Float), Strides(stride), NodeAttribute.Text("padding", padding))
        .Node("middle_clipped", "Relu", "middle", NodeAttribute.Type("T", DataType.Float))
        .Node("last_filter", "Const", "", NodeAttribute.Type("dtype", DataType.Float), Constant([1, 1, Inner, results], 13))
        .Node("last", "Conv2D", "middle_clipped last_filter", NodeAttribute.Type("T", DataType.Float), Strides(1), NodeAttribute.Text("padding", "VALID"));

    private static (string Name, WireWriter Value) Strides(int stride)
    {
        var list = new WireWriter();
        foreach (int length in (int[])[1, stride, stride, 1])
        {
            list.Varint(3, length);
        }

        return ("strides", new WireWriter().Message(1, list));
    }

    private static (string Name, WireWriter Value) Constant(int[] lengths, int seed)
    {
        var shape = new WireWriter();
        foreach (int length in lengths)
        {
            shape.Message(2, new WireWriter().Varint(1, length));
        }

        float[] numbers = Numbers(lengths.Aggregate((product, length) => product * length), seed);
        return ("value", new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Float).Message(2, shape).Bytes(4, MemoryMarshal.AsBytes(numbers.AsSpan()))));
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.4f) / 2)];
    }
}
