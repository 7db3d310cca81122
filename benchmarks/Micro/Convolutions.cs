using BenchmarkDotNet.Attributes;
using TypedModels.Keras.Graphs;
using TypedModels.Micro.Cases;
using TypedModels.Micro.Measuring;
using TypedModels.Micro.Running;

namespace TypedModels.Micro;

/// <summary>Convolutions of one picture.</summary>
public class Convolutions
{
    private PlanRun? _run;

    /// <summary>The layers that are measured.</summary>
    public static IEnumerable<ConvolutionCase> Layers => ConvolutionCase.All;

    /// <summary>The layer.</summary>
    [ParamsSource(nameof(Layers))]
    public ConvolutionCase Layer { get; set; } = new("", 1, 1, 1, 1);

    /// <summary>Loads the graph.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ = ComputePeak.Value;
        _run = PlanRun.Of(Network, new FedTensor(DataType.Float, 1, Layer.Size, Layer.Size, Layer.Channels));
    }

    /// <summary>One convolution.</summary>
    [Benchmark]
    public void Convolution() => _run!.Run();

    /// <summary>Unloads the graph.</summary>
    [GlobalCleanup]
    public void Unload() => _run?.Dispose();

    private GraphTensor Network(LayerGraph graph, GraphTensor[] inputs)
    {
        var filter = Layer.IsDepthwise
            ? PlanRun.Weights(graph, Layer.Window, Layer.Window, Layer.Channels, 1)
            : PlanRun.Weights(graph, Layer.Window, Layer.Window, Layer.Channels / Layer.Groups, Layer.Filters);
        return graph.Node(Layer.IsDepthwise ? "DepthwiseConv2dNative" : "Conv2D").Input(inputs[0]).Input(filter).With("strides", [1, Layer.Step, Layer.Step, 1]).With("padding", "SAME").Output();
    }
}
