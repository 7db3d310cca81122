using BenchmarkDotNet.Attributes;
using TypedModels.Keras.Graphs;
using TypedModels.Micro.Cases;
using TypedModels.Micro.Running;

namespace TypedModels.Micro;

/// <summary>What surrounds the arithmetic of a node: plans of additions of two numbers.</summary>
public class Nodes
{
    private PlanRun? _run;

    /// <summary>The plans that are measured.</summary>
    public static IEnumerable<NodeChain> Chains => [new(1), new(10), new(100)];

    /// <summary>The number of nodes.</summary>
    [ParamsSource(nameof(Chains))]
    public NodeChain Chain { get; set; } = new(1);

    /// <summary>Loads the graph.</summary>
    /// <exception cref="InvalidOperationException">The engine carries out another number of nodes, so that the figures would mean something else.</exception>
    [GlobalSetup]
    public void Load()
    {
        // Of int16: kinds of numbers that models compute with are fused.
        _run = PlanRun.Of(Network, new FedTensor(DataType.Int16));
        int nodes = _run.CountNodes();
        if (nodes != Chain.Nodes)
        {
            throw new InvalidOperationException($"The plan of {Chain.Nodes} additions has {nodes} nodes.");
        }
    }

    /// <summary>One run of the plan.</summary>
    [Benchmark]
    public void Run() => _run!.Run();

    /// <summary>Unloads the graph.</summary>
    [GlobalCleanup]
    public void Unload() => _run?.Dispose();

    private GraphTensor Network(LayerGraph graph, GraphTensor[] inputs) =>
        Enumerable.Range(0, Chain.Nodes).Aggregate(inputs[0], (sum, _) => graph.WithNumber("AddV2", sum, 1));
}
