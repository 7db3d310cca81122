using System.Collections;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>
/// The nodes of a graph or of a function's body. It keeps where each begins (eight bytes a node, and 16 to 24 more once a name was looked up), so that a graph
/// of a million nodes stays close to its size in the file. Nodes are read each time they are asked for.
/// </summary>
internal sealed class NodeTable : IReadOnlyList<NodeDocument>
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly Extents _extents;
    private NameIndex? _index;

    internal NodeTable(ReadOnlyMemory<byte> memory, Extents extents)
    {
        _memory = memory;
        _extents = extents;
    }

    /// <inheritdoc/>
    public int Count => _extents.Count;

    /// <inheritdoc/>
    public NodeDocument this[int index] => new(_extents.Slice(_memory, index));

    /// <summary>The position of the node called <paramref name="name"/>, or −1.</summary>
    public int IndexOf(string name) => IndexOf(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>The position of the node of a name in UTF-8, or −1. Of nodes with one name, which TensorFlow refuses, the first is found.</summary>
    public int IndexOf(ReadOnlySpan<byte> name) => (_index ??= CreateIndex()).IndexOf(name);

    /// <summary>Whether a node is of one of the given types; reads nothing else of the nodes.</summary>
    public bool ContainsOperation(params string[] types)
    {
        byte[][] wanted = Array.ConvertAll(types, System.Text.Encoding.UTF8.GetBytes);
        for (int i = 0; i < Count; i++)
        {
            var (start, length) = FindField(i, 2);
            var operation = _memory.Span.Slice(start, length);
            foreach (byte[] type in wanted)
            {
                if (operation.SequenceEqual(type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<NodeDocument> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private NameIndex CreateIndex()
    {
        var names = new Extents();
        for (int i = 0; i < Count; i++)
        {
            var (start, length) = FindField(i, 1);
            names.Add(start, length);
        }

        return new NameIndex(_memory, names);
    }

    /// <summary>Where the text of a node's field lies; of several the last.</summary>
    private (int Start, int Length) FindField(int index, int field)
    {
        var reader = new WireReader(_extents.Slice(_memory, index), "NodeDef");
        (int, int) found = default;
        while (reader.Next())
        {
            if (reader.Field == field && reader.Type == WireType.Bytes)
            {
                int length = reader.Bytes().Length;
                found = (_extents.StartOf(index) + reader.Position - length, length);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }
}
