using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Shapes;

/// <summary>The attributes of a node as rules read them.</summary>
internal static class ShapeNodeExtensions
{
    /// <summary>Whether the node, or its operation, gives an attribute.</summary>
    public static bool Has(this IShapeNode node, string attribute) => node.FindAttribute(attribute) is not null;

    /// <summary>An integer.</summary>
    public static long Integer(this IShapeNode node, string attribute) => Find(node, attribute).Integer ?? throw Missing(node, attribute, "an integer");

    /// <summary>An integer of 32 bits.</summary>
    public static int Int32(this IShapeNode node, string attribute) =>
        node.Integer(attribute) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Missing(node, attribute, "an integer of 32 bits");

    /// <summary>A truth value.</summary>
    public static bool Flag(this IShapeNode node, string attribute) => Find(node, attribute).Bool ?? throw Missing(node, attribute, "true or false");

    /// <summary>A text.</summary>
    public static string Text(this IShapeNode node, string attribute) => Encoding.UTF8.GetString((Find(node, attribute).Text ?? throw Missing(node, attribute, "a text")).ToArray());

    /// <summary>A shape, which may have unknown axes.</summary>
    public static TensorShape Shape(this IShapeNode node, string attribute) => Find(node, attribute).Shape ?? throw Missing(node, attribute, "a shape");

    /// <summary>A list of integers.</summary>
    public static int[] Integers(this IShapeNode node, string attribute)
    {
        var found = Find(node, attribute);
        return found.List is { } list
            ? [.. list.Integers.Select(value => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Missing(node, attribute, "integers of 32 bits"))]
            : found.Kind == AttributeKind.None ? [] : throw Missing(node, attribute, "a list");
    }

    /// <summary>The only element of an input of integers, where it is the same in every call.</summary>
    public static long? InputInteger(this IShapeNode node, int index) => node.InputElements(index) is [{ IsKnown: true } only] ? only.Length : null;

    private static AttributeDocument Find(IShapeNode node, string attribute) => node.FindAttribute(attribute) ?? throw Missing(node, attribute, "given");

    private static ShapeConflictException Missing(IShapeNode node, string attribute, string expected) =>
        new($"The attribute '{attribute}' of {node.Operation} is not {expected}.");
}
