using System.Text;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Variables;

/// <summary>An operation that reads tensors from a checkpoint, with the names that it reads.</summary>
internal static class RestoreNode
{
    private const int MostSpread = 1 << 16;

    /// <summary>The types of operation that read from checkpoints.</summary>
    public static readonly string[] Operations = ["RestoreV2", "Restore", "RestoreSlice"];

    /// <summary>Whether operations of this type read from checkpoints.</summary>
    public static bool IsOne(string operation) => Array.IndexOf(Operations, operation) >= 0;

    /// <summary>The names that a node reads, one for each of its outputs; empty when they are not constants of the graph.</summary>
    /// <exception cref="ModelFormatException">A name is not text, or says a part of a tensor in no known form.</exception>
    public static IReadOnlyList<SavedName> NamesOf(CallScope scope, NodeDocument node)
    {
        var keys = Constant(scope, node, input: 1);
        var parts = node.Operation == "Restore" ? [] : Constant(scope, node, input: 2);
        return [.. keys.Select((key, i) => new SavedName(key, i < parts.Count && parts[i].Length > 0 ? Parse(node, parts[i]) : null))];
    }

    private static SavedPart Parse(NodeDocument node, string text) =>
        ShapeAndSlice.Parse(text) is var (shape, slice) && slice.In(shape) is not null ? new SavedPart(shape, slice) : throw new ModelFormatException(new ModelProblem(
            ExtractionError.Damaged, null, $"The operation '{node.Name}' restores the part '{text}' of a tensor, which is none", "Fetch or export the model again"));

    private static List<string> Constant(CallScope scope, NodeDocument node, int input)
    {
        var origin = input < node.Inputs.Count ? TensorOrigin.Find(scope, node.Inputs[input]) : null;
        if (origin is not { Node.Operation: "Const" } || origin.Node.Attributes["value"]?.Tensor is not { DataType: DataType.String } tensor)
        {
            return [];
        }

        // A value may stand for any number of equal elements: not for more than a small file should ask for.
        return tensor.ElementCount <= Math.Max(MostSpread, tensor.Bytes.Length)
            ? [.. TensorElements.ToTexts(tensor).Select(text => Encoding.UTF8.GetString(text.ToArray()))]
            : throw tensor.Fault($"the shape {tensor.Shape} calls for more names than there are");
    }
}
