using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>The keys of a table, each with the number of its row. Not for several threads at once when one of them writes.</summary>
internal abstract class TableKeys
{
    /// <summary>The number of keys.</summary>
    public abstract int Count { get; }

    /// <summary>Keys of a type.</summary>
    public static TableKeys Of(DataType type) => type == DataType.String ? new TextKeys() : new NumberKeys();

    /// <summary>The row of an element of <paramref name="keys"/>, or −1.</summary>
    public abstract int Find(Tensor keys, int index);

    /// <summary>Adds a key that is not there yet.</summary>
    public abstract void Add(Tensor keys, int index, int row);

    /// <summary>Takes a key out.</summary>
    /// <returns>Its row, or −1 when it was not there.</returns>
    public abstract int Remove(Tensor keys, int index);

    /// <summary>Takes all keys out.</summary>
    public abstract void Clear();

    /// <summary>The bytes that a key takes.</summary>
    public abstract int SizeOf(Tensor keys, int index);

    /// <summary>Writes all keys, and the row of each.</summary>
    public abstract void Export(Tensor keys, Span<int> rows);

    private sealed class TextKeys : TableKeys
    {
        private readonly Dictionary<ReadOnlyMemory<byte>, int> _rows = new(TextKeyComparer.Instance);

        public override int Count => _rows.Count;

        public override int Find(Tensor keys, int index) => _rows.GetValueOrDefault(keys.Texts[index], -1);

        // The tensor's memory is the call's: the table keeps a copy.
        public override void Add(Tensor keys, int index, int row) => _rows.Add(keys.Texts[index].ToArray(), row);

        public override int Remove(Tensor keys, int index) => _rows.Remove(keys.Texts[index], out int row) ? row : -1;

        public override void Clear() => _rows.Clear();

        public override int SizeOf(Tensor keys, int index) => keys.Texts[index].Length;

        public override void Export(Tensor keys, Span<int> rows)
        {
            int position = 0;
            foreach (var (key, row) in _rows)
            {
                keys.WritableTexts[position] = key;
                rows[position++] = row;
            }
        }
    }

    private sealed class NumberKeys : TableKeys
    {
        private readonly Dictionary<ulong, int> _rows = [];

        public override int Count => _rows.Count;

        public override int Find(Tensor keys, int index) => _rows.GetValueOrDefault(Bits(keys, index), -1);

        public override void Add(Tensor keys, int index, int row) => _rows.Add(Bits(keys, index), row);

        public override int Remove(Tensor keys, int index) => _rows.Remove(Bits(keys, index), out int row) ? row : -1;

        public override void Clear() => _rows.Clear();

        public override int SizeOf(Tensor keys, int index) => sizeof(ulong);

        public override void Export(Tensor keys, Span<int> rows)
        {
            int size = DataTypes.SizeOf(keys.Type);
            Span<byte> bits = stackalloc byte[sizeof(ulong)];
            int position = 0;
            foreach (var (key, row) in _rows)
            {
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bits, key);
                bits[..size].CopyTo(keys.WritableBytes[(position * size)..]);
                rows[position++] = row;
            }
        }

        // Keys are integers, of which no two patterns are the same number.
        private static ulong Bits(Tensor keys, int index) => DataTypes.SizeOf(keys.Type) switch
        {
            1 => keys.Span<byte>()[index],
            2 => keys.Span<ushort>()[index],
            4 => keys.Span<uint>()[index],
            _ => keys.Span<ulong>()[index],
        };
    }
}
