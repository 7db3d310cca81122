using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>The attributes of a node or of a call, in which nothing stands for an attribute of the function around any more.</summary>
internal sealed class BoundAttributes
{
    private readonly AttributeMap _given;
    private readonly IReadOnlyDictionary<string, AttributeDocument>? _defaults;
    private readonly AttributeMap? _further;
    private readonly AttributeRewriter? _rewriter;

    /// <summary>Binds attributes.</summary>
    /// <param name="given">What the file says.</param>
    /// <param name="defaults">The operation's defaults.</param>
    /// <param name="caller">The attributes that the function around is called with, or null outside functions.</param>
    /// <param name="further">A function's own attributes: what it says of itself where the call says nothing.</param>
    public BoundAttributes(AttributeMap given, IReadOnlyDictionary<string, AttributeDocument>? defaults, BoundAttributes? caller, AttributeMap? further = null)
    {
        _given = given;
        _defaults = defaults;
        _further = further;
        _rewriter = caller is null ? null : new AttributeRewriter(name => name, name => caller.Find(name)?.Bytes ?? throw Missing(name));
    }

    /// <summary>The attributes that the file gives, in its order.</summary>
    public IEnumerable<KeyValuePair<string, AttributeDocument>> Given => _given.Select(entry => new KeyValuePair<string, AttributeDocument>(entry.Key, Bind(entry.Value)));

    /// <summary>The attribute, or null when nobody gives it.</summary>
    public AttributeDocument? Find(string name)
    {
        if (_given[name] is { } given)
        {
            return Bind(given);
        }

        return _defaults is not null && _defaults.TryGetValue(name, out var value) ? value : _further?[name];
    }

    /// <summary>The text of an attribute; empty when nobody gives one.</summary>
    public string Text(string name) => Find(name)?.Text is { } text ? System.Text.Encoding.UTF8.GetString(text.ToArray()) : "";

    private AttributeDocument Bind(AttributeDocument attribute) => _rewriter is null ? attribute : new AttributeDocument(_rewriter.Rewrite(attribute), 0);

    private static ModelFormatException Missing(string name) => GraphFault.Of($"A function is called without a value for its attribute '{name}'");
}
