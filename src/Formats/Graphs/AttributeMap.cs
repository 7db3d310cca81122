using System.Collections;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>map&lt;string, AttrValue&gt;</c>: named attribute values, each read when it is asked for.</summary>
internal sealed class AttributeMap : IReadOnlyCollection<KeyValuePair<string, AttributeDocument>>
{
    private readonly List<KeyValuePair<string, AttributeDocument>> _entries = [];

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>The attribute called <paramref name="name"/>, or null when there is none.</summary>
    public AttributeDocument? this[string name]
    {
        get
        {
            foreach (var entry in _entries)
            {
                if (entry.Key == name)
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The attributes that decide what the operation does: names that begin with an underscore only annotate it.</summary>
    public IEnumerable<KeyValuePair<string, AttributeDocument>> WithoutAnnotations => _entries.Where(entry => entry.Key.Length == 0 || entry.Key[0] != '_');

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeDocument>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes one entry of the map; a key that occurs again replaces the earlier one.</summary>
    internal void Add(WireReader entry)
    {
        var (name, value) = MapEntry.Read(entry);
        var attribute = new AttributeDocument(value, entry.Depth + 1);
        int known = _entries.FindIndex(candidate => candidate.Key == name);
        if (known >= 0)
        {
            _entries[known] = new(name, attribute);
        }
        else
        {
            _entries.Add(new(name, attribute));
        }
    }
}
