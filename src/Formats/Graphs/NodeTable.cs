using System.Collections;
using System.Runtime.InteropServices;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Graphs;

/// <summary>
/// The nodes of a graph or of a function's body. It keeps where each begins (eight bytes a node, and eight to sixteen more once a name was looked up), so that a graph
/// of a million nodes stays close to its size in the file. Nodes are read each time they are asked for.
/// </summary>
internal sealed class NodeTable : IReadOnlyList<NodeDocument>
{
    // Names come from the file: an unknown multiplier keeps anyone from making all of them collide.
    private static readonly ulong s_multiplier = unchecked((ulong)BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 8) | 1);

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly List<Extent> _extents;
    private int[]? _index;

    internal NodeTable(ReadOnlyMemory<byte> memory, List<Extent> extents)
    {
        _memory = memory;
        _extents = extents;
    }

    /// <inheritdoc/>
    public int Count => _extents.Count;

    /// <inheritdoc/>
    public NodeDocument this[int index] => new(Slice(index));

    /// <summary>The position of the node called <paramref name="name"/>, or −1.</summary>
    public int IndexOf(string name)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name);
        int[] index = LazyIndex();
        for (int slot = Slot(bytes, index.Length); index[slot] != 0; slot = (slot + 1) & (index.Length - 1))
        {
            if (NameOf(index[slot] - 1).SequenceEqual(bytes))
            {
                return index[slot] - 1;
            }
        }

        return -1;
    }

    /// <summary>Whether a node is of one of the given types; reads nothing else of the nodes.</summary>
    public bool ContainsOperation(params string[] types)
    {
        byte[][] wanted = Array.ConvertAll(types, System.Text.Encoding.UTF8.GetBytes);
        for (int i = 0; i < Count; i++)
        {
            var operation = FieldOf(i, 2);
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

    private int[] LazyIndex()
    {
        if (_index is not null)
        {
            return _index;
        }

        int size = 4;
        while (size < 2L * Count)
        {
            size *= 2;
        }

        var index = new int[size];
        for (int i = 0; i < Count; i++)
        {
            // Of nodes with one name, which TensorFlow refuses, the first is found; a chain of equal names would make this quadratic.
            var name = NameOf(i);
            int slot = Slot(name, size);
            while (index[slot] != 0 && !NameOf(index[slot] - 1).SequenceEqual(name))
            {
                slot = (slot + 1) & (size - 1);
            }

            index[slot] = index[slot] == 0 ? i + 1 : index[slot];
        }

        return _index = index;
    }

    private ReadOnlyMemory<byte> Slice(int index) => _memory.Slice(_extents[index].Start, _extents[index].Length);

    private ReadOnlySpan<byte> NameOf(int index) => FieldOf(index, 1);

    private ReadOnlySpan<byte> FieldOf(int index, int field)
    {
        var reader = new WireReader(Slice(index), "NodeDef");
        ReadOnlySpan<byte> value = default;
        while (reader.Next())
        {
            if (reader.Field == field && reader.Type == WireType.Bytes)
            {
                value = reader.Bytes().Span;
            }
            else
            {
                reader.Skip();
            }
        }

        return value;
    }

    private static int Slot(ReadOnlySpan<byte> name, int size)
    {
        ulong hash = (ulong)name.Length;
        for (; name.Length >= sizeof(ulong); name = name.Slice(sizeof(ulong)))
        {
            hash = unchecked((hash ^ MemoryMarshal.Read<ulong>(name)) * s_multiplier);
            hash ^= hash >> 32;
        }

        foreach (byte value in name)
        {
            hash = unchecked((hash ^ value) * s_multiplier);
        }

        return (int)((hash ^ (hash >> 29)) & (ulong)(size - 1));
    }

    /// <summary>Where a message lies in the bytes around it.</summary>
    internal readonly record struct Extent(int Start, int Length);
}
