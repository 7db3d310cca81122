using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Convolution;

/// <summary>A padding before a pooling that takes the largest is part of it, and its zeros count. A network whose padded pictures are wanted too has both nodes.</summary>
public sealed class PaddedPoolingTests
{
    [Theory]
    [InlineData(9, 11, 40, 3, 2, 1, 1, 1, 1)]
    [InlineData(8, 5, 16, 3, 2, 0, 1, 1, 0)]
    [InlineData(7, 7, 7, 2, 1, 1, 0, 0, 1)]
    [InlineData(6, 9, 70, 5, 3, 4, 2, 3, 4)]
    [InlineData(1, 1, 33, 3, 1, 1, 1, 2, 2)]
    public void ThePoolingPadsByItself(int height, int width, int channels, int window, int stride, int above, int below, int left, int right)
    {
        var network = Network(channels, window, stride, above, below, left, right);
        float[] pooled = Run(network, "pooled", 3, height, width, channels, threads: 2);

        Assert.Equal(Run(network, "pooled padded", 3, height, width, channels, threads: 1), pooled);
        Assert.Contains(pooled, value => value == 0);
        Assert.Empty(Run(network, "pooled", 0, height, width, channels, threads: 1));
        Assert.Equal(["padded"], Included(network, height, width, channels));
    }

    [Fact]
    public void APaddingAsWideAsTheWindowStaysANode()
    {
        var network = Network(20, 2, 1, 2, 0, 0, 0);
        Assert.Equal(Run(network, "pooled padded", 1, 5, 5, 20, threads: 1), Run(network, "pooled", 1, 5, 5, 20, threads: 1));
        Assert.Empty(Included(network, 5, 5, 20));
    }

    private static string[] Included(GraphBuilder network, int height, int width, int channels)
    {
        var model = Model(network, "pooled");
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var profile = new CallProfile();
        frame.Profile(profile);
        frame.Input(0, [1, height, width, channels]);
        frame.Run(default);
        return [.. profile.Runs.ToArray().Single(run => run.Node.Name == "pooled").Node.Includes.Select(node => node.Name)];
    }

    private static float[] Run(GraphBuilder network, string outputs, int images, int height, int width, int channels, int threads)
    {
        var model = Model(network, outputs);
        var random = new Random(7);
        float[] input = [.. Enumerable.Range(0, images * height * width * channels).Select(_ => random.NextSingle() - 0.8f)];
        using var session = new ManagedEngine().Open(model, new ModelOptions { Threads = threads }, _ => { }, CancellationToken.None);
        return RawTensor.Call(session, model, 0, default, RawTensor.Of([images, height, width, channels], input))[0].As<float>();
    }

    private static EngineModel Model(GraphBuilder network, string outputs) => new()
    {
        Name = "network",
        Source = "network",
        GraphDef = network.ToArray(),
        Signatures = [new EngineSignature("call", [new EngineTensor("x", DataType.Float)], [.. outputs.Split(' ').Select(name => new EngineTensor(name, DataType.Float))])],
    };

    private static GraphBuilder Network(int channels, int window, int stride, int above, int below, int left, int right)
    {
        var number = NodeAttribute.Type("T", DataType.Float);
        int[] amounts = [0, 0, above, below, left, right, 0, 0];
        var shape = new WireWriter().Message(2, new WireWriter().Varint(1, 4)).Message(2, new WireWriter().Varint(1, 2));
        var paddings = new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Int32).Message(2, shape).Bytes(4, MemoryMarshal.AsBytes<int>(amounts)));
        float[] weights = [.. Enumerable.Range(0, channels).Select(_ => 1f)];
        var pointShape = new WireWriter().Message(2, new WireWriter().Varint(1, 1)).Message(2, new WireWriter().Varint(1, 1)).Message(2, new WireWriter().Varint(1, channels)).Message(2, new WireWriter().Varint(1, 1));
        var filter = new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Float).Message(2, pointShape).Bytes(4, MemoryMarshal.AsBytes<float>(weights)));
        return new GraphBuilder()
            .Node("x", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, -1, -1, channels))
            .Node("w", "Const", "", NodeAttribute.Type("dtype", DataType.Float), ("value", filter))
            .Node("amounts", "Const", "", NodeAttribute.Type("dtype", DataType.Int32), ("value", paddings))
            .Node("scaled", "DepthwiseConv2dNative", "x w", number, Integers("strides", 1, 1), NodeAttribute.Text("padding", "VALID"))
            .Node("padded", "Pad", "scaled amounts", number, NodeAttribute.Type("Tpaddings", DataType.Int32))
            .Node("pooled", "MaxPool", "padded", number, Integers("ksize", window, window), Integers("strides", stride, stride), NodeAttribute.Text("padding", "VALID"));
    }

    private static (string Name, WireWriter Value) Integers(string name, int height, int width) =>
        (name, new WireWriter().Message(1, new WireWriter().Varint(3, 1).Varint(3, height).Varint(3, width).Varint(3, 1)));
}
