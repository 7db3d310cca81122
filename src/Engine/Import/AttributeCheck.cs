using System.Text;
using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Import;

/// <summary>Holds the attributes of a node against what its operation allows: element types, words, lowest numbers. Kernels rely on it.</summary>
internal static class AttributeCheck
{
    /// <summary>Refuses a node with an attribute that its operation does not allow.</summary>
    /// <exception cref="OperationException">It has one; TensorFlow's words.</exception>
    public static void Require(Node node, OperationDefinition definition)
    {
        foreach (var attribute in definition.BoundedAttributes)
        {
            if (node.Attributes.Find(attribute.Name) is { } value)
            {
                Require(node, attribute, value);
            }
        }
    }

    private static void Require(Node node, OperationAttribute attribute, AttributeDocument value)
    {
        if (attribute.AllowedTypes is { Length: > 0 } types)
        {
            if (value.Type is { } only)
            {
                RequireAllowed(node, attribute.Name, only, types);
            }

            foreach (var type in value.Types ?? [])
            {
                RequireAllowed(node, attribute.Name, type, types);
            }
        }

        if (attribute.AllowedTexts is { Count: > 0 } words && value.Text is { } word && !words.Any(allowed => allowed.Span.SequenceEqual(word.Span)))
        {
            throw Refuse(node, $"Value for attr '{attribute.Name}' of \"{Text(word)}\" is not in the list of allowed values: {string.Join(", ", words.Select(allowed => $"\"{Text(allowed)}\""))}");
        }

        if (attribute.Minimum is { } minimum)
        {
            if (value.Integer is { } number && number < minimum)
            {
                throw Refuse(node, $"Value for attr '{attribute.Name}' of {number} must be at least minimum {minimum}");
            }

            if (value.List is { } list && attribute.Type.StartsWith("list(", StringComparison.Ordinal) && Length(list) is var length && length < minimum)
            {
                throw Refuse(node, $"Length for attr '{attribute.Name}' of {length} must be at least minimum {minimum}");
            }
        }
    }

    private static void RequireAllowed(Node node, string attribute, DataType type, DataType[] types)
    {
        foreach (var allowed in types)
        {
            if (allowed == type)
            {
                return;
            }
        }

        throw Refuse(node, $"Value for attr '{attribute}' of {type.ToWord()} is not in the list of allowed values: {string.Join(", ", types.Select(allowed => allowed.ToWord()))}");
    }

    // A list holds values of one kind.
    private static int Length(AttributeList list) =>
        list.Integers.Count + list.Types.Count + list.Texts.Count + list.Shapes.Count + list.FloatBits.Count + list.Bools.Count + list.Tensors.Count + list.Functions.Count;

    private static string Text(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);

    private static OperationException Refuse(Node node, string problem) => OperationException.InvalidArgument($"{problem} ({node})");
}
