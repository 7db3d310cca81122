using System.Text;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Graphs;

namespace TypedModels.Tool.Inspect;

/// <summary>Finds the variables that a graph declares: resources (<c>VarHandleOp</c>), and the references of TensorFlow 1.</summary>
internal static class VariableInspector
{
    /// <summary>The variables, largest first.</summary>
    public static IReadOnlyList<VariableInspection> Inspect(GraphDocument graph) =>
        [.. graph.Nodes
            .Where(node => node.Operation is "VarHandleOp" or "VariableV2" or "Variable")
            .Select(Inspect)
            .DistinctBy(variable => variable.Name, StringComparer.Ordinal)
            .OrderByDescending(variable => variable.Bytes ?? 0)
            .ThenBy(variable => variable.Name, StringComparer.Ordinal)];

    private static VariableInspection Inspect(NodeDocument node)
    {
        var type = node.Attributes["dtype"]?.Type?.Value() ?? DataType.Invalid;
        var shape = node.Attributes["shape"]?.Shape ?? TensorShape.Unknown;
        long? elements = Count(shape);
        long? bytes = elements is { } count && DataTypes.SizeOf(type) is > 0 and var size && count <= long.MaxValue / size ? count * size : null;
        return new VariableInspection(NameOf(node), type.ToWord(), ShapeInspector.Inspect(shape), elements, bytes);
    }

    // Checkpoints know a resource by the name that it shares; without one it is known by its node.
    private static string NameOf(NodeDocument node) =>
        node.Attributes["shared_name"]?.Text is { Length: > 0 } shared ? Encoding.UTF8.GetString(shared.Span) : node.Name;

    // A declared shape is data of the model: a count beyond a long is no count.
    private static long? Count(TensorShape shape)
    {
        if (!shape.IsFullyKnown)
        {
            return null;
        }

        long count = 1;
        foreach (long dimension in shape.Dimensions)
        {
            if (dimension > 0 && count > long.MaxValue / dimension)
            {
                return null;
            }

            count *= dimension;
        }

        return count;
    }
}
