using System.Collections;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>A <c>map&lt;string, AttrValue&gt;</c>: named attribute values, each read when it is asked for.</summary>
internal sealed class AttributeMap : IReadOnlyCollection<KeyValuePair<string, AttributeDocument>>
{
    // Operations have a handful of attributes; a file may have any number, and no search of it may be quadratic.
    private const int MostSearched = 16;

    private KeyValuePair<string, AttributeDocument>[] _entries = [];
    private Dictionary<string, int>? _index;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>An attribute with its name, in the file's order.</summary>
    public KeyValuePair<string, AttributeDocument> this[int index] => _entries[index];

    /// <summary>The attribute called <paramref name="name"/>, or null when there is none.</summary>
    public AttributeDocument? this[string name] => IndexOf(name) is >= 0 and var index ? _entries[index].Value : null;

    /// <summary>The attributes that decide what the operation does: names that begin with an underscore only annotate it.</summary>
    public IEnumerable<KeyValuePair<string, AttributeDocument>> WithoutAnnotations => this.Where(entry => !IsAnnotation(entry.Key));

    /// <summary>Whether an attribute of that name only annotates a node.</summary>
    public static bool IsAnnotation(string name) => name.Length > 0 && name[0] == '_';

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeDocument>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return _entries[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes one entry of the map; a key that occurs again replaces the earlier one.</summary>
    internal void Add(WireReader entry)
    {
        var (name, value) = MapEntry.Read(entry);
        var attribute = new KeyValuePair<string, AttributeDocument>(name, new AttributeDocument(value, entry.Depth + 1));
        int known = IndexOf(name);
        if (known >= 0)
        {
            _entries[known] = attribute;
            return;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, 2 * Count));
        }

        _entries[Count++] = attribute;
        _index?.Add(name, Count - 1);
        if (Count == MostSearched)
        {
            _index = Enumerable.Range(0, Count).ToDictionary(index => _entries[index].Key, StringComparer.Ordinal);
        }
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out int found) ? found : -1;
        }

        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }
}
