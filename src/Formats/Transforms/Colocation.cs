using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>
/// The attribute <c>_class</c>: nodes that a node is to lie on one device with, as <c>loc:@node</c>. TensorFlow refuses a graph that names one which is not there.
/// </summary>
internal static class Colocation
{
    /// <summary>The attribute's name.</summary>
    public const string Attribute = "_class";

    private const string Prefix = "loc:@";

    /// <summary>The attribute with other names, or null when nothing is left of it.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="rename">The new name of a node; null when it is not in the graph.</param>
    public static ReadOnlyMemory<byte>? Rewrite(AttributeDocument attribute, Func<string, string?> rename)
    {
        string[] texts = [.. Texts(attribute)];
        string?[] renamed = Array.ConvertAll(texts, text => text.StartsWith(Prefix, StringComparison.Ordinal) ? rename(text.Substring(Prefix.Length)) is { } name ? Prefix + name : null : text);
        if (renamed.SequenceEqual(texts))
        {
            return attribute.Bytes;
        }

        string[] left = [.. renamed.OfType<string>().Distinct(StringComparer.Ordinal)];
        return left.Length > 0 ? AttributeWriter.Texts(left).Written : null;
    }

    /// <summary>Whether the node names others that are not there.</summary>
    public static bool IsBroken(NodeDocument node, Func<string, bool> exists) =>
        node.Attributes[Attribute] is { } attribute && Texts(attribute).Any(text => text.StartsWith(Prefix, StringComparison.Ordinal) && !exists(text.Substring(Prefix.Length)));

    private static IEnumerable<string> Texts(AttributeDocument attribute) =>
        attribute.List is { } list ? list.Texts.Select(text => Encoding.UTF8.GetString(text.ToArray())) : [];
}
