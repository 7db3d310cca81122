using System.Buffers.Binary;

namespace TypedModels.Engine.Compute.Codecs.Jpeg;

/// <summary>
/// Reads a JPEG: markers and their segments, and the bits between them with stuffed bytes taken out (ITU-T T.81, B.1.1.5). Bits stop at a marker; past it there are only zeros.
/// </summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data, bool recover)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly bool _recover = recover;
    private ulong _bits;
    private int _count;

    /// <summary>The next byte.</summary>
    public int Position { get; private set; }

    /// <summary>The marker that ended the bits and has not been handled, 0 for none.</summary>
    public byte Marker { get; set; }

    /// <summary>Whether more bits were asked for than there are before the marker.</summary>
    public bool Exhausted { get; set; }

    /// <summary>Whether the bits ended with the data instead of a marker.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Makes at least 32 bits ready, or all there are.</summary>
    public void Fill()
    {
        if (_count < 32)
        {
            FillUp();
        }
    }

    /// <summary>The next <paramref name="count"/> bits, 1 to 17, without taking them.</summary>
    public readonly int Peek(int count) => (int)(_bits >> (64 - count));

    /// <summary>Takes <paramref name="count"/> bits that have been seen.</summary>
    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
        if (_count < 0)
        {
            _count = 0;
            _bits = 0;
            Exhausted = true;
        }
    }

    /// <summary>Takes <paramref name="count"/> bits, 1 to 16, of those that <see cref="Fill"/> made ready.</summary>
    public int Take(int count)
    {
        int value = Peek(count);
        Skip(count);
        return value;
    }

    /// <summary>Takes one bit.</summary>
    public bool TakeBit()
    {
        Fill();
        return Take(1) != 0;
    }

    /// <summary>Takes <paramref name="size"/> bits as the signed difference they stand for (ITU-T T.81, F.2.2.1).</summary>
    public int TakeSigned(int size)
    {
        int value = Take(size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Forgets the bits that are left of the current byte.</summary>
    public void Align()
    {
        _bits = 0;
        _count = 0;
    }

    /// <summary>Goes to the next marker, past anything that stands before it, and gives it; 0xd9 at an end that may be missing.</summary>
    public byte NextMarker()
    {
        if (Marker != 0)
        {
            byte seen = Marker;
            Marker = 0;
            return seen;
        }

        while (true)
        {
            int value = ReadByte();
            while (value == 0xff)
            {
                value = ReadByte();
                if (value is not (0 or 0xff))
                {
                    return (byte)value;
                }
            }

            if (value < 0)
            {
                return JpegMarker.EndOfImage;
            }
        }
    }

    /// <summary>The data of the segment that begins here.</summary>
    /// <exception cref="CodecException">It is cut short.</exception>
    public ReadOnlySpan<byte> ReadSegment(byte marker)
    {
        int left = _data.Length - Position;
        int length = left < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_data[Position..]);
        if (length < 2 || length > left)
        {
            throw new CodecException($"The segment 0x{marker:x2} of the JPEG says {length} bytes, and {left} are left.");
        }

        var segment = _data.Slice(Position + 2, length - 2);
        Position += length;
        return segment;
    }

    // The next byte; -1 past the end where that is to be survived.
    private int ReadByte()
    {
        if (Position < _data.Length)
        {
            return _data[Position++];
        }

        return _recover ? -1 : throw new CodecException("The JPEG ends too early.");
    }

    private void FillUp()
    {
        if (Marker != 0)
        {
            return;
        }

        if (Position + 8 <= _data.Length)
        {
            ulong next = BinaryPrimitives.ReadUInt64BigEndian(_data[Position..]);
            ulong inverted = ~next;
            if (((inverted - 0x0101010101010101) & next & 0x8080808080808080) == 0)
            {
                int bytes = (63 - _count) >> 3;
                _bits |= next >> (64 - 8 * bytes) << (64 - 8 * bytes - _count);
                _count += 8 * bytes;
                Position += bytes;
                return;
            }
        }

        while (_count <= 56)
        {
            int value = NextDataByte();
            if (value < 0)
            {
                return;
            }

            _bits |= (ulong)value << (56 - _count);
            _count += 8;
        }
    }

    // The next byte between markers; -1 where a marker or the end stands.
    private int NextDataByte()
    {
        if (Position < _data.Length && _data[Position] != 0xff)
        {
            return _data[Position++];
        }

        while (Position < _data.Length && _data[Position] == 0xff)
        {
            Position++;
        }

        if (Position == _data.Length)
        {
            Truncated = true;
            Marker = JpegMarker.EndOfImage;
            return -1;
        }

        Marker = _data[Position++];
        return Marker == 0 ? 0xff : -1;
    }
}
