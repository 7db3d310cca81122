using System.Buffers.Binary;
using System.Text;

namespace TypedModels.Formats.Protobuf;

/// <summary>Writes a protocol buffer message field by field. What is written is written, defaults too: the caller leaves out what should be absent.</summary>
internal sealed class WireWriter
{
    private byte[] _bytes;
    private int _length;

    /// <summary>An empty message.</summary>
    /// <param name="capacity">The number of bytes to make room for at first.</param>
    public WireWriter(int capacity = 64) => _bytes = new byte[capacity];

    /// <summary>What was written so far; valid until more is written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>A copy of what was written so far.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>A field of any integer type; a negative number takes ten bytes.</summary>
    public WireWriter Varint(int field, long value)
    {
        Tag(field, WireType.Varint);
        Raw(unchecked((ulong)value));
        return this;
    }

    /// <summary>A <c>bool</c> field.</summary>
    public WireWriter Bool(int field, bool value) => Varint(field, value ? 1 : 0);

    /// <summary>A <c>double</c> field.</summary>
    public WireWriter Double(int field, double value)
    {
        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(double)), BitConverter.DoubleToInt64Bits(value));
        return this;
    }

    /// <summary>A <c>float</c> field.</summary>
    public WireWriter Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        byte[] bytes = BitConverter.GetBytes(value);
        if (!BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }

        bytes.CopyTo(Room(sizeof(float)));
        return this;
    }

    /// <summary>A <c>fixed32</c> field.</summary>
    public WireWriter Fixed32(int field, uint value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);
        return this;
    }

    /// <summary>A <c>bytes</c> field, or an inner message that is there as bytes.</summary>
    public WireWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.Bytes);
        Raw((ulong)value.Length);
        value.CopyTo(Room(value.Length));
        return this;
    }

    /// <summary>A <c>string</c> field.</summary>
    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>An inner message.</summary>
    public WireWriter Message(int field, WireWriter message) => Bytes(field, message.Written.Span);

    /// <summary>A packed field of integers.</summary>
    public WireWriter Packed(int field, ReadOnlySpan<long> values)
    {
        var inner = new WireWriter();
        foreach (long value in values)
        {
            inner.Raw(unchecked((ulong)value));
        }

        return Message(field, inner);
    }

    /// <summary>Fields that are there as bytes already, such as another message to merge with.</summary>
    public WireWriter Fields(ReadOnlySpan<byte> fields)
    {
        fields.CopyTo(Room(fields.Length));
        return this;
    }

    /// <summary>A varint without a tag, for formats that have no fields.</summary>
    public WireWriter Number(ulong value)
    {
        Raw(value);
        return this;
    }

    private void Tag(int field, WireType type) => Raw(((ulong)field << 3) | (ulong)type);

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Room(1)[0] = (byte)(value | 0x80);
        }

        Room(1)[0] = (byte)value;
    }

    private Span<byte> Room(int count)
    {
        int length = checked(_length + count);
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(length, (int)Math.Min(2L * _bytes.Length, int.MaxValue)));
        }

        _length = length;
        return _bytes.AsSpan(length - count, count);
    }
}
