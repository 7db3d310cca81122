using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Merging;

/// <summary>What layers that join tensors make of their masks.</summary>
public sealed class MergingMaskTests
{
    private static readonly Numbers s_firstMask = new([1, 4], [1, 1, 0, 0]), s_secondMask = new([1, 4], [1, 0, 1, 0]);
    private static readonly Numbers s_first = Numbers.Random(1, 1, 4, 2), s_second = Numbers.Random(2, 1, 4, 2);

    [Theory]
    [InlineData(3, "Add", "{}", new double[] { 1, 1, 1, 0 })]
    [InlineData(2, "Add", "{}", new double[] { 1, 0, 0, 0 })]
    [InlineData(3, "Maximum", "{}", new double[] { 1, 1, 1, 0 })]
    [InlineData(2, "Average", "{}", new double[] { 1, 0, 0, 0 })]
    [InlineData(3, "Multiply", "{}", new double[] { 1, 1, 1, 0 })]
    [InlineData(3, "Concatenate", "{\"axis\": -1}", new double[] { 1, 1, 1, 0 })]
    [InlineData(2, "Concatenate", "{\"axis\": -1}", new double[] { 1, 0, 0, 0 })]
    [InlineData(3, "Concatenate", "{\"axis\": 1}", new double[] { 1, 1, 0, 0, 1, 0, 1, 0 })]
    [InlineData(2, "Concatenate", "{\"axis\": 1}", new double[] { 1, 1, 0, 0, 1, 0, 1, 0 })]
    [InlineData(1, "Merge", "{\"mode\": \"sum\"}", new double[] { 1, 0, 0, 0 })]
    [InlineData(3, "Dot", "{\"axes\": 2}", null)]
    public void MasksOfBothAreTakenTogether(int generation, string className, string config, double[]? expected) => AssertMask(expected, generation, className, config, isSecondMasked: true);

    [Theory]
    [InlineData(3, "Add", "{}", null)]
    [InlineData(2, "Add", "{}", new double[] { 1, 1, 0, 0 })]
    [InlineData(3, "Concatenate", "{\"axis\": 1}", new double[] { 1, 1, 0, 0, 1, 1, 1, 1 })]
    [InlineData(2, "Concatenate", "{\"axis\": -1}", new double[] { 1, 1, 0, 0 })]
    public void TheMaskOfOneCountsAsKerasSays(int generation, string className, string config, double[]? expected) => AssertMask(expected, generation, className, config, isSecondMasked: false);

    [Fact]
    public void WhatIsLeftOutOfAProductCountsAsOne()
    {
        double[] Expected(bool usesMasks) => Numbers.Make([1, 4, 2], at =>
        {
            bool isFirst = !usesMasks || s_firstMask[0, at[1]] != 0, isSecond = !usesMasks || s_secondMask[0, at[1]] != 0;
            return isFirst || isSecond ? (isFirst ? s_first[at] : 1) * (isSecond ? s_second[at] : 1) : 0;
        }).Elements;
        Assert.Equal(Expected(true), Run(3, "Multiply", "{}", true).Tensor!, (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal(Expected(false), Run(2, "Multiply", "{}", true).Tensor!, (left, right) => Math.Abs(left - right) < 1e-6);
    }

    private static void AssertMask(double[]? expected, int generation, string className, string config, bool isSecondMasked) => Assert.Equal(expected, Run(generation, className, config, isSecondMasked).Mask);

    // The layer by itself, whose masks no other layer makes.
    private static (double[] Tensor, double[]? Mask) Run(int generation, string className, string config, bool isSecondMasked)
    {
        var document = new KerasLayerConfig { ClassName = className, Name = "layer", Config = JsonReader.Read(config, "test"), Generation = (KerasGeneration)generation };
        var layer = new LayerFactory(new Nothing(), new Nothing()).Create(document, "layer", []);
        var graph = new LayerGraph();
        GraphTensor Placeholder(string name, DataType type, TensorShape shape) => graph.Node("Placeholder").Named(name).With("dtype", type).With("shape", shape).Output();
        GraphTensor[] masks = [Placeholder("m0", DataType.Bool, new TensorShape(-1, 4)), Placeholder("m1", DataType.Bool, new TensorShape(-1, 4))];
        GraphTensor[] tensors = [Placeholder("x0", DataType.Float, new TensorShape(-1, 4, 2)), Placeholder("x1", DataType.Float, new TensorShape(-1, 4, 2))];
        var result = layer.Call(graph, LayerCall.Of([new LayerValue(tensors[0], masks[0]), new LayerValue(tensors[1], isSecondMasked ? masks[1] : null)]))[0];
        GraphTensor[] results = [graph.Identity(result.Tensor, "tensor"), .. result.Mask is { } mask ? [graph.Identity(mask, "mask")] : Array.Empty<GraphTensor>()];
        var model = new EngineModel
        {
            Name = "test",
            Source = "test",
            GraphDef = graph.ToGraphDef(),
            Signatures = [new EngineSignature("predict", [.. masks.Concat(tensors).Select(Argument)], [.. results.Select(Argument)])],
            Variables = [],
            Values = [],
            Initialisers = [],
        };
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        foreach (var (input, slot) in new[] { s_firstMask, s_secondMask, s_first, s_second }.Select((input, slot) => (input, slot)))
        {
            byte[] bytes = ElementBytes.Of(slot < 2 ? DataType.Bool : DataType.Float, input.Elements);
            bytes.CopyTo(MemoryMarshal.CreateSpan(ref frame.Input(slot, [.. input.Shape.Select(length => (long)length)]), bytes.Length));
        }

        frame.Run(default);
        return (Read(frame, 0, DataType.Float), result.Mask is null ? null : Read(frame, 1, DataType.Bool));
    }

    private static EngineTensor Argument(GraphTensor tensor) => new(tensor.Name + ":0", tensor.DataType);

    private static double[] Read(CallFrame frame, int slot, DataType type)
    {
        long count = frame.OutputShape(slot).ToArray().Aggregate(1L, (product, length) => product * length);
        return ElementBytes.ToDoubles(type, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), (int)count * DataTypes.SizeOf(type)));
    }

    private sealed class Nothing : ICustomLayers, ILayerAssets
    {
        public CustomLayerFunction? Find(KerasLayerConfig layer) => null;

        public byte[]? Read(LayerWeights layer, string name) => null;
    }
}
