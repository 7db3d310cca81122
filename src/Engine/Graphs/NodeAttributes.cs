using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Graphs;

/// <summary>The attributes of a node: those it has, then the operation's defaults. Inside a function, an attribute may stand for one that the caller gives.</summary>
/// <param name="given">What the file says.</param>
/// <param name="defaults">The operation's defaults.</param>
/// <param name="caller">The attributes that the function was called with, or null outside functions.</param>
internal sealed class NodeAttributes(AttributeMap given, IReadOnlyDictionary<string, AttributeDocument>? defaults, NodeAttributes? caller)
{
    private Dictionary<string, DataType>? _types;

    /// <summary>No attributes.</summary>
    public static NodeAttributes None { get; } = new(new AttributeMap(), null, null);

    /// <summary>Whether there are attributes besides the defaults.</summary>
    public bool HasGiven => given.WithoutAnnotations.Any();

    /// <summary>The attribute, or null when neither the node nor the operation gives it.</summary>
    public AttributeDocument? Find(string name)
    {
        if (given[name] is not { } attribute)
        {
            return defaults is not null && defaults.TryGetValue(name, out var value) ? value : null;
        }

        return attribute.Placeholder is { } outer && caller is not null ? caller.Find(outer) : attribute;
    }

    /// <summary>The element type, or null when there is none of that name.</summary>
    public DataType? FindType(string name) => _types is not null && _types.TryGetValue(name, out var type) ? type : Find(name)?.Type;

    /// <summary>Replaces an element type.</summary>
    public void SetType(string name, DataType type) => (_types ??= new(StringComparer.Ordinal))[name] = type;

    /// <summary>Whether a node with other attributes of the same operation does the same. Names that begin with an underscore only annotate it.</summary>
    public bool AreSame(NodeAttributes other) => Covers(other) && other.Covers(this);

    private bool Covers(NodeAttributes other)
    {
        foreach (string name in other.Names)
        {
            bool isSame = FindType(name) is { } type ? other.FindType(name) == type
                : Find(name) is { } own && other.Find(name) is { } theirs && own.Bytes.Span.SequenceEqual(theirs.Bytes.Span);
            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<string> Names => given.WithoutAnnotations.Select(entry => entry.Key).Concat(_types?.Keys ?? Enumerable.Empty<string>());
}
