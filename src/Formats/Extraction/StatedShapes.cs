using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Extraction;

/// <summary>The shapes of a node's outputs that the file itself states.</summary>
internal static class StatedShapes
{
    /// <summary>What the exporter worked out; else what the operation says. Fewer than the node has outputs where nothing is said of the others.</summary>
    public static IReadOnlyList<TensorShape> Of(NodeDocument node)
    {
        if (node.Attributes["_output_shapes"]?.List is { } list)
        {
            return list.Shapes;
        }

        TensorShape? stated = node.Operation switch
        {
            "Const" => node.Attributes["value"]?.Tensor?.Shape,
            "Placeholder" or "PlaceholderWithDefault" or "VariableV2" or "Variable" => node.Attributes["shape"]?.Shape,
            _ => null,
        };
        return stated is { } shape ? [shape] : [];
    }
}
