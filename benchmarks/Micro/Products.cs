using BenchmarkDotNet.Attributes;
using TypedModels.Micro.Cases;
using TypedModels.Micro.Measuring;
using TypedModels.Micro.Running;

namespace TypedModels.Micro;

/// <summary>Products with a matrix of weights, as dense layers are.</summary>
public class Products
{
    private PlanRun? _run;

    /// <summary>The shapes that are measured.</summary>
    public static IEnumerable<ProductShape> Shapes => ProductShape.All;

    /// <summary>The shape of the product.</summary>
    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; } = new(1, 1, 1);

    /// <summary>Loads the graph.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ = ComputePeak.Value;
        _run = PlanRun.Of(
            (graph, inputs) => graph.MatMul(inputs[0], PlanRun.Weights(graph, Shape.Depth, Shape.Columns)),
            new FedTensor(DataType.Float, Shape.Rows, Shape.Depth));
    }

    /// <summary>One product.</summary>
    [Benchmark]
    public void MatMul() => _run!.Run();

    /// <summary>Unloads the graph.</summary>
    [GlobalCleanup]
    public void Unload() => _run?.Dispose();
}
