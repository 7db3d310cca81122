using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Operations;
using TypedModels.Formats.Transforms;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>Knows what operations leave behind in a session. In doubt, they leave something.</summary>
internal static class StatelessOperations
{
    // What TensorFlow marks as stateful for other reasons: it must not be folded, run twice or left out. None of these changes what a later call answers.
    private static readonly HashSet<string> s_reviewed = new(StringComparer.Ordinal)
    {
        "VarHandleOp", "ReadVariableOp", "VarIsInitializedOp", "IsVariableInitialized", "VariableShape", "ResourceGather", "ResourceGatherNd", "Variable", "VariableV2",
        "HashTable", "HashTableV2", "LookupTableFind", "LookupTableFindV2", "LookupTableSize", "LookupTableSizeV2", "LookupTableExport", "LookupTableExportV2",
        "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "NoOp", "Assert", "PrintV2",
        "StatefulPartitionedCall", "If", "While", "Case", "For",
        "TensorArrayV3", "TensorArrayReadV3", "TensorArrayWriteV3", "TensorArrayGatherV3", "TensorArrayScatterV3",
        "TensorArraySplitV3", "TensorArrayConcatV3", "TensorArraySizeV3", "TensorArrayCloseV3",
    };

    private static readonly HashSet<string> s_initialising = new(StringComparer.Ordinal)
    {
        "Assign", "AssignVariableOp", "InitializeTable", "InitializeTableV2", "InitializeTableFromTextFile", "InitializeTableFromTextFileV2", "LookupTableImport", "LookupTableImportV2",
    };

    // What these name lives in variables or is written once, when the model is loaded.
    private static readonly HashSet<string> s_namedAndReviewed = new(StringComparer.Ordinal) { "VarHandleOp", "Variable", "VariableV2", "HashTable", "HashTableV2" };

    /// <summary>Whether calls of a model leave nothing behind, so that several instances can use one session.</summary>
    public static bool AreAll(GraphDocument graph, ModelTargets targets) =>
        Reach(graph, targets.Fetched, targets.Fed)?.All(IsOne) == true
        && Reach(graph, targets.Initialisers, targets.Assets)?.All(operation => IsOne(operation) || s_initialising.Contains(operation)) == true;

    /// <summary>Whether what calls leave behind is in variables, so that a load that sets these begins anew; or random, which has no beginning.</summary>
    public static bool LeaveVariablesOnly(GraphDocument graph, ModelTargets targets) =>
        Reach(graph, [.. targets.Fetched, .. targets.Initialisers], [])?.All(operation => !SharedNames.AreOf(operation) || s_namedAndReviewed.Contains(operation)) == true;

    private static bool IsOne(string operation) =>
        OperationTable.Find(operation) is { } definition && !StateChange.IsOne(operation) && (!definition.IsStateful || s_reviewed.Contains(operation));

    /// <summary>The operations that run, or null when the graph does not have what is asked for.</summary>
    private static IReadOnlyCollection<string>? Reach(GraphDocument graph, IReadOnlyList<string> targets, IEnumerable<string> fed) =>
        targets.All(target => TensorName.TryParse(target) is { } tensor && graph.Nodes.IndexOf(tensor.Node) >= 0) ? ReachedOperations.From(graph, targets, fed) : null;
}
