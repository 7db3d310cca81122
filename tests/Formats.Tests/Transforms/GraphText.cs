using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Tests.Transforms;

/// <summary>Graphs as lines of text: <c>name = Operation(inputs) {attribute: value} @device</c>, functions as <c>fn name</c>.</summary>
internal static class GraphText
{
    public static string[] Of(byte[] graph)
    {
        var document = new GraphDocument(graph);
        return [.. document.Nodes.Select(Of), .. document.Functions.SelectMany(function => function.Nodes.Select(Of).Prepend($"fn {function.Name}"))];
    }

    private static string Of(NodeDocument node)
    {
        string attributes = string.Join(", ", node.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}: {Of(attribute.Value)}"));
        string text = $"{node.Name} = {node.Operation}({string.Join(", ", node.Inputs)})";
        return text + (attributes.Length > 0 ? $" {{{attributes}}}" : "") + (node.Device.Length > 0 ? $" @{node.Device}" : "");
    }

    private static string Of(AttributeDocument attribute) => attribute.Kind switch
    {
        AttributeKind.Type => attribute.Type!.Value.ToWord(),
        AttributeKind.Bytes => Of(attribute.Text!.Value),
        AttributeKind.Integer => $"{attribute.Integer}",
        AttributeKind.Bool => $"{attribute.Bool}",
        AttributeKind.Placeholder => "$" + attribute.Placeholder,
        AttributeKind.Shape => $"{attribute.Shape}",
        AttributeKind.Tensor => "tensor",
        AttributeKind.Function => Of(attribute.Function!),
        AttributeKind.List => $"[{string.Join(", ", attribute.List!.Types.Select(type => type.ToWord()).Concat(attribute.List.Texts.Select(Of)).Concat(attribute.List.Functions.Select(Of)))}]",
        _ => attribute.Kind.ToString(),
    };

    private static string Of(FunctionReference function) => function.Attributes.Count == 0
        ? function.Name
        : $"{function.Name}[{string.Join(", ", function.Attributes.Select(attribute => $"{attribute.Key}: {Of(attribute.Value)}"))}]";

    private static string Of(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
