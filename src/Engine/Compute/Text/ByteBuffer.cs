namespace TypedModels.Engine.Text;

/// <summary>Bytes that are appended to: what texts are written into. It is cleared and used again, so a call that is repeated allocates nothing.</summary>
internal sealed class ByteBuffer(int capacity = 256)
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes so far. Valid until more are appended.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Drops what was written behind <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    public void Append(byte value) => Reserve(1)[0] = value;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Puts copies of a byte in front of what was written from <paramref name="at"/> on.</summary>
    public void Insert(int at, int count, byte value)
    {
        int moved = Length - at;
        Reserve(count);
        _bytes.AsSpan(at, moved).CopyTo(_bytes.AsSpan(at + count));
        _bytes.AsSpan(at, count).Fill(value);
    }

    /// <summary>Appends bytes that the caller fills in.</summary>
    public Span<byte> Reserve(int count)
    {
        int length = checked(Length + count);
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)length, 2L * _bytes.Length)));
        }

        var room = _bytes.AsSpan(Length, count);
        Length = length;
        return room;
    }
}
