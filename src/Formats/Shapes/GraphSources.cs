using System.Runtime.InteropServices;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Shapes;

/// <summary>What a graph itself says of values: constants, placeholders, variables and handles. For a running engine these are values, which need no rules.</summary>
internal static class GraphSources
{
    // Up to this version of GraphDef a placeholder's shape [] also meant that nothing is known (array_ops.cc).
    private const int LastVersionWithoutScalars = 21;

    private static readonly HashSet<string> s_scalars = new(StringComparer.Ordinal)
    {
        "HashTableV2", "MutableHashTableV2", "MutableHashTableOfTensorsV2", "MutableDenseHashTableV2", "Iterator", "IteratorV2", "OneShotIterator", "IteratorToStringHandle", "IteratorFromStringHandle",
        "FIFOQueueV2", "RandomShuffleQueueV2", "TensorListReserve", "EmptyTensorList", "TensorListFromTensor", "TensorListSetItem", "TensorListPushBack", "TensorListResize",
        "TensorArrayWriteV3", "TensorArrayScatterV3", "TensorArraySplitV3",
    };

    /// <summary>What is known of a node's values, or null when its operation is none of these.</summary>
    /// <param name="node">The node.</param>
    /// <param name="version">The version of GraphDef that wrote it.</param>
    public static ValueFacts[]? Find(GraphNode node, int version) => node.Operation switch
    {
        "Const" or "HostConst" => [Constant(node.FindAttribute("value")?.Tensor)],
        "Placeholder" => [Declared(node, version <= LastVersionWithoutScalars)],
        "PlaceholderV2" or "PlaceholderWithDefault" or "VariableV2" or "TemporaryVariable" => [Declared(node, scalarIsUnknown: false)],
        "Variable" => [Declared(node, scalarIsUnknown: true)],
        "VarHandleOp" => [new(InferredShape.Scalar) { Held = InferredShape.Of(node.Shape("shape")) }],
        "IteratorGetNext" => [.. (node.FindAttribute("output_shapes")?.List?.Shapes ?? []).Select(shape => new ValueFacts(InferredShape.Of(shape)))],
        "TensorArrayV3" => [new(new InferredShape(2)), new(InferredShape.Scalar)],
        "Identity" or "RefIdentity" or "Enter" or "RefEnter" or "Exit" or "RefExit" or "NextIteration" or "RefNextIteration" => [node.Input(0)],
        "Switch" or "RefSwitch" => [node.Input(0), node.Input(0)],
        "IdentityN" => [.. node.Inputs],
        _ => s_scalars.Contains(node.Operation) ? [new(InferredShape.Scalar)] : null,
    };

    private static ValueFacts Declared(GraphNode node, bool scalarIsUnknown) =>
        node.Shape("shape") is var shape && scalarIsUnknown && shape.IsScalar ? ValueFacts.Unknown : new(InferredShape.Of(shape));

    private static ValueFacts Constant(TensorDocument? tensor)
    {
        if (tensor is null || !tensor.Shape.IsFullyKnown)
        {
            return ValueFacts.Unknown;
        }

        var facts = new ValueFacts(InferredShape.Of(tensor.Shape));
        if (tensor.DataType is not (DataType.Int32 or DataType.Int64) || tensor.ElementCount > ShapeRule.MostElements)
        {
            return facts;
        }

        byte[] bytes = TensorElements.ToBytes(tensor);
        long[] values = tensor.DataType == DataType.Int64 ? MemoryMarshal.Cast<byte, long>(bytes).ToArray() : Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), value => (long)value);
        return facts with { Constant = values, Elements = tensor.Shape.Rank <= 1 ? Array.ConvertAll(values, value => (Dimension)value) : null };
    }
}
