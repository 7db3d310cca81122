using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>What a graph asks of the executor. The fast one (<c>SINGLE_THREADED_EXECUTOR</c>) takes neither references to variables nor control flow of single operations.</summary>
internal static class GraphTraits
{
    // TensorFlow 1's control flow, and, for the bodies of functions whose tensors have no types here, its variables; what TensorFlow itself rewrites into either.
    private static readonly string[] s_unfit =
    [
        "Switch", "Merge", "Enter", "Exit", "NextIteration", "LoopCond",
        "RefSwitch", "RefMerge", "RefEnter", "RefExit", "RefNextIteration", "RefSelect", "RefIdentity",
        "Variable", "VariableV2", "TemporaryVariable", "AccumulateNV2", "ParallelConcat",
    ];

    /// <summary>Whether the graph, or a function in it, needs the default executor.</summary>
    /// <param name="graph">The graph, imported.</param>
    /// <param name="graphDef">What it was imported from.</param>
    public static bool NeedsDefaultExecutor(GraphHandle graph, ReadOnlyMemory<byte> graphDef)
    {
        if (graph.HasReferences())
        {
            return true;
        }

        try
        {
            return NeedsDefaultExecutor(new GraphDocument(graphDef));
        }
        catch (ModelFormatException)
        {
            // TensorFlow has taken these bytes, so they are sound; the default executor runs everything.
            return true;
        }
    }

    /// <summary>The same for a graph that is not imported: of operations that TensorFlow itself does not define, nothing is known then.</summary>
    /// <exception cref="ModelFormatException">The bytes are damaged.</exception>
    public static bool NeedsDefaultExecutor(GraphDocument document) =>
        document.Nodes.ContainsOperation(s_unfit) || document.Functions.Any(function => function.Nodes.ContainsOperation(s_unfit))
        || document.Nodes.Select(node => node.Operation).Distinct().Any(operation => OperationTable.Find(operation)?.Outputs.Any(output => output.IsReference) == true);

    /// <summary>Whether an error is the fast executor's way to say that the graph is not for it.</summary>
    public static bool IsRefusalOfTheFastExecutor(TensorFlowException error) =>
        error.Code is ModelErrorCode.Unimplemented or ModelErrorCode.FailedPrecondition
        && error.Message.Contains("single-threaded executor", StringComparison.OrdinalIgnoreCase);
}
