using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Tests.Support;

/// <summary>A hand-made graph on the managed engine, with one signature.</summary>
internal sealed class LoadedGraph : IDisposable
{
    private readonly EngineSession _session;
    private readonly CallFrame _frame;

    private LoadedGraph(EngineSession session, int outputCount)
    {
        _session = session;
        _frame = session.CreateFrame(0);
        OutputCount = outputCount;
    }

    /// <summary>The number of outputs.</summary>
    public int OutputCount { get; }

    /// <summary>Loads a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The tensors that are given, int32, separated by spaces.</param>
    /// <param name="outputs">The tensors that are wanted, in the same way.</param>
    /// <param name="options">How to load it.</param>
    public static LoadedGraph Load(GraphBuilder graph, string inputs, string outputs, ModelOptions? options = null)
    {
        var model = new EngineModel
        {
            Name = "hand_made",
            Source = "hand_made",
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [.. Tensors(inputs)], [.. Tensors(outputs)])],
        };
        return new LoadedGraph(new ManagedEngine().Open(model, options ?? new ModelOptions(), _ => { }, CancellationToken.None), model.Signatures[0].Outputs.Count);
    }

    /// <summary>Calls with vectors or single numbers (arrays of one), and gives each output's elements.</summary>
    public int[][] Call(params int[][] inputs) => Call(default, inputs);

    /// <summary>Calls with what can end the call.</summary>
    public int[][] Call(CallLimits limits, params int[][] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            ReadOnlySpan<long> shape = inputs[i].Length == 1 ? [] : [inputs[i].Length];
            ref byte place = ref _frame.Input(i, shape);
            MemoryMarshal.AsBytes(inputs[i].AsSpan()).CopyTo(MemoryMarshal.CreateSpan(ref place, inputs[i].Length * sizeof(int)));
        }

        _frame.Run(limits);
        var outputs = new int[OutputCount][];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new int[_frame.OutputShape(i).ToArray().Aggregate(1, (count, length) => count * (int)length)];
            MemoryMarshal.CreateReadOnlySpan(in _frame.Output(i), outputs[i].Length * sizeof(int)).CopyTo(MemoryMarshal.AsBytes(outputs[i].AsSpan()));
        }

        return outputs;
    }

    /// <summary>Runs again with the inputs of the last call.</summary>
    public void Run() => _frame.Run(default);

    /// <summary>Lets the next calls write down what they do, or no longer.</summary>
    public void Profile(CallProfile? profile) => _frame.Profile(profile);

    public void Dispose()
    {
        _frame.Dispose();
        _session.Dispose();
    }

    private static IEnumerable<EngineTensor> Tensors(string names) =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new EngineTensor(name, DataType.Int32));
}
