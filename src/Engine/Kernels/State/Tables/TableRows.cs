using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>The values of a table, row by row. Rows that were given back are used again.</summary>
internal abstract class TableRows
{
    private readonly Stack<int> _free = new();
    private int _used;

    /// <summary>Rows of values of a type, as many elements each.</summary>
    /// <exception cref="OperationException">A row is larger than memory can be.</exception>
    public static TableRows Of(DataType type, int elements)
    {
        long size = Math.Max(1, DataTypes.SizeOf(type)) * (long)elements;
        return size > Array.MaxLength ? throw TooLarge(size) : type == DataType.String ? new TextRows(elements) : new NumberRows((int)size);
    }

    /// <summary>A row without a value yet.</summary>
    public int Take()
    {
        if (_free.TryPop(out int row))
        {
            return row;
        }

        MakeRoom(_used + 1);
        return _used++;
    }

    /// <summary>Gives a row back.</summary>
    public void Return(int row) => _free.Push(row);

    /// <summary>Gives all rows back.</summary>
    public void Clear()
    {
        _free.Clear();
        _used = 0;
    }

    /// <summary>Puts a part of <paramref name="values"/> into a row: the one at <paramref name="index"/>, counted in rows.</summary>
    public abstract void Set(int row, Tensor values, int index);

    /// <summary>Writes a row into <paramref name="values"/>, at <paramref name="index"/>.</summary>
    public abstract void Get(int row, Tensor values, int index);

    /// <summary>Copies a part of one tensor to one of another.</summary>
    public abstract void Copy(Tensor from, int fromIndex, Tensor to, int toIndex);

    /// <summary>Whether a row holds what a part of <paramref name="values"/> does.</summary>
    public abstract bool Holds(int row, Tensor values, int index);

    /// <summary>The bytes that a part of <paramref name="values"/> takes.</summary>
    public abstract int SizeOf(Tensor values, int index);

    /// <summary>The bytes that a row takes.</summary>
    public abstract int SizeOf(int row);

    protected abstract void MakeRoom(int rows);

    private static int Grow(int rows, int size, int before)
    {
        long length = (long)rows * size;
        return length <= Array.MaxLength ? (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * before)) : throw TooLarge(length);
    }

    private static OperationException TooLarge(long length) => OperationException.ResourceExhausted($"The values of a table come to {length} elements or bytes, more than are held in one place.");

    private sealed class NumberRows(int size) : TableRows
    {
        private byte[] _bytes = [];

        public override void Set(int row, Tensor values, int index) => values.Bytes.Slice(index * size, size).CopyTo(Row(row));

        public override void Get(int row, Tensor values, int index) => Row(row).CopyTo(values.WritableBytes[(index * size)..]);

        public override void Copy(Tensor from, int fromIndex, Tensor to, int toIndex) => from.Bytes.Slice(fromIndex * size, size).CopyTo(to.WritableBytes[(toIndex * size)..]);

        public override bool Holds(int row, Tensor values, int index) => Row(row).SequenceEqual(values.Bytes.Slice(index * size, size));

        public override int SizeOf(Tensor values, int index) => size;

        public override int SizeOf(int row) => size;

        protected override void MakeRoom(int rows)
        {
            if ((long)rows * size > _bytes.Length)
            {
                Array.Resize(ref _bytes, Grow(rows, size, _bytes.Length));
            }
        }

        private Span<byte> Row(int row) => _bytes.AsSpan(row * size, size);
    }

    private sealed class TextRows(int elements) : TableRows
    {
        private ReadOnlyMemory<byte>[] _texts = [];

        public override void Set(int row, Tensor values, int index)
        {
            for (int i = 0; i < elements; i++)
            {
                _texts[(row * elements) + i] = values.Texts[(index * elements) + i].ToArray();
            }
        }

        public override void Get(int row, Tensor values, int index) => Row(row).CopyTo(values.WritableTexts[(index * elements)..]);

        public override void Copy(Tensor from, int fromIndex, Tensor to, int toIndex) =>
            from.Texts.Slice(fromIndex * elements, elements).CopyTo(to.WritableTexts[(toIndex * elements)..]);

        public override bool Holds(int row, Tensor values, int index)
        {
            bool isSame = true;
            for (int i = 0; i < elements; i++)
            {
                isSame &= Row(row)[i].Span.SequenceEqual(values.Texts[(index * elements) + i].Span);
            }

            return isSame;
        }

        public override int SizeOf(Tensor values, int index) => SizeOf(values.Texts.Slice(index * elements, elements));

        public override int SizeOf(int row) => SizeOf(Row(row));

        protected override void MakeRoom(int rows)
        {
            if ((long)rows * elements > _texts.Length)
            {
                Array.Resize(ref _texts, Grow(rows, elements, _texts.Length));
            }
        }

        private static int SizeOf(ReadOnlySpan<ReadOnlyMemory<byte>> texts)
        {
            int size = 0;
            foreach (var text in texts)
            {
                size = checked(size + text.Length);
            }

            return size;
        }

        private Span<ReadOnlyMemory<byte>> Row(int row) => _texts.AsSpan(row * elements, elements);
    }
}
