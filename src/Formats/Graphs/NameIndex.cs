using System.Runtime.InteropServices;

namespace TypedModels.Formats.Graphs;

/// <summary>Finds positions by names, which stay the bytes that they are in a file. Of equal names the first is found.</summary>
internal sealed class NameIndex
{
    // Names come from the file: an unknown multiplier keeps anyone from making all of them collide.
    private static readonly ulong s_multiplier = unchecked((ulong)BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 8) | 1);

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly Extents _names;
    private readonly int[] _slots;

    /// <param name="memory">What the names lie in.</param>
    /// <param name="names">Where they lie.</param>
    public NameIndex(ReadOnlyMemory<byte> memory, Extents names)
    {
        (_memory, _names) = (memory, names);
        int size = 4;
        while (size < 2L * names.Count)
        {
            size *= 2;
        }

        _slots = new int[size];
        var bytes = memory.Span;
        for (int i = 0; i < names.Count; i++)
        {
            // A chain of equal names would make this quadratic.
            var name = names.Slice(bytes, i);
            int slot = Slot(name, size);
            while (_slots[slot] != 0 && !names.Slice(bytes, _slots[slot] - 1).SequenceEqual(name))
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = _slots[slot] == 0 ? i + 1 : _slots[slot];
        }
    }

    /// <summary>The position of a name in UTF-8, or −1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        var bytes = _memory.Span;
        for (int slot = Slot(name, _slots.Length); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_names.Slice(bytes, _slots[slot] - 1).SequenceEqual(name))
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
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
}
