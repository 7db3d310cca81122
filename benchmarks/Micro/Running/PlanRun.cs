using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;
using TypedModels.Keras.Graphs;
using TypedModels.Micro.Measuring;

namespace TypedModels.Micro.Running;

/// <summary>
/// A small graph on the managed engine, on one thread: loaded, fed once, warmed up, and run again and again. Whole graphs and not kernels, so that what is measured is what models get, whatever the engine makes of it.
/// </summary>
internal sealed class PlanRun : IDisposable
{
    private readonly EngineSession _session;
    private readonly CallFrame _frame;

    private PlanRun(EngineSession session) => (_session, _frame) = (session, session.CreateFrame(0));

    /// <summary>Loads what <paramref name="network"/> makes of the arguments.</summary>
    public static PlanRun Of(Func<LayerGraph, GraphTensor[], GraphTensor> network, params IReadOnlyList<FedTensor> inputs)
    {
        var graph = new LayerGraph();
        GraphTensor[] arguments = [.. inputs.Select(input => graph.Node("Placeholder").With("dtype", input.DataType).With("shape", new TensorShape(input.Shape)).Output())];
        var result = network(graph, arguments);
        var model = new EngineModel
        {
            Name = "micro",
            Source = "memory",
            GraphDef = graph.ToGraphDef(),
            Signatures = [new EngineSignature("call", [.. arguments.Select(Tensor)], [Tensor(result)])],
        };
        var run = new PlanRun(new ManagedEngine().Open(model, new ModelOptions { Threads = 1 }, _ => { }, CancellationToken.None));
        for (int i = 0; i < inputs.Count; i++)
        {
            run.Feed(i, inputs[i]);
        }

        SteadyState.Reach(run.Run);
        return run;
    }

    /// <summary>A constant of numbers around 0 that are the same in every run.</summary>
    public static GraphTensor Weights(LayerGraph graph, params ReadOnlySpan<long> lengths)
    {
        var shape = new TensorShape(lengths);
        long count = 1;
        foreach (long length in lengths)
        {
            count *= length;
        }

        var values = new float[count];
        Fill(values);
        return graph.Constant(DataType.Float, shape, MemoryMarshal.AsBytes(values));
    }

    /// <summary>Runs the plan with the arguments that it was fed.</summary>
    public void Run() => _frame.Run(default);

    /// <summary>The nodes that a run carries out.</summary>
    public int CountNodes()
    {
        var profile = new CallProfile();
        _frame.Profile(profile);
        _frame.Run(default);
        _frame.Profile(null);
        return profile.Runs.Length;
    }

    public void Dispose()
    {
        _frame.Dispose();
        _session.Dispose();
    }

    private static EngineTensor Tensor(GraphTensor tensor) => new(tensor.Name + ":0", tensor.DataType);

    private static void Fill(Span<float> values)
    {
        var random = new Random(5);
        foreach (ref float value in values)
        {
            value = random.NextSingle() - 0.5f;
        }
    }

    private void Feed(int slot, FedTensor input)
    {
        ref byte first = ref _frame.Input(slot, input.Shape);
        if (input.DataType == DataType.Float)
        {
            Fill(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref first), input.Count));
        }
        else
        {
            MemoryMarshal.CreateSpan(ref first, input.Count * DataTypes.SizeOf(input.DataType)).Clear();
        }
    }
}
