namespace TypedModels.Engine.Compute.Codecs.Gif;

/// <summary>Decompresses the variable-length LZW codes of GIF (GIF89a, appendix F) from blocks of up to 255 bytes.</summary>
internal ref struct GifLzw
{
    private const int MostCodes = 4096;
    private const int None = -1;

    private readonly short[] _prefix = new short[MostCodes];
    private readonly byte[] _suffix = new byte[MostCodes];
    private readonly byte[] _stack = new byte[MostCodes];
    private readonly int _clear;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _block;
    private uint _bits;
    private int _bitCount;
    private int _width;
    private int _next;
    private int _previous = None;
    private int _stacked;

    /// <summary>Begins at the code size.</summary>
    /// <exception cref="CodecException">There is none, or it is more than 8.</exception>
    public GifLzw(ReadOnlySpan<byte> data)
    {
        int size = data.IsEmpty ? 0 : data[0];
        if (size is 0 or > 8)
        {
            throw new CodecException($"A frame of the GIF has codes of {size} bits; 1 to 8 were expected.");
        }

        _rest = data[1..];
        _clear = 1 << size;
        for (int i = 0; i < _clear; i++)
        {
            _suffix[i] = (byte)i;
            _prefix[i] = None;
        }

        Reset();
    }

    /// <summary>Decompresses as many colour indices as <paramref name="target"/> holds.</summary>
    /// <exception cref="CodecException">The data end or are damaged.</exception>
    public void Read(Span<byte> target)
    {
        int written = 0;
        while (written < target.Length)
        {
            if (_stacked > 0)
            {
                target[written++] = _stack[--_stacked];
                continue;
            }

            int code = NextCode();
            if (code == _clear)
            {
                Reset();
            }
            else if (code == _clear + 1)
            {
                throw new CodecException("A frame of the GIF ends before its last pixel.");
            }
            else
            {
                Expand(code);
            }
        }
    }

    /// <summary>What follows the blocks.</summary>
    /// <exception cref="CodecException">The data end first.</exception>
    public ReadOnlySpan<byte> SkipRest()
    {
        while (NextBlock())
        {
        }

        return _rest;
    }

    private void Reset()
    {
        _next = _clear + 2;
        _width = int.Log2(_clear) + 1;
        _previous = None;
    }

    private void Expand(int code)
    {
        // A code that is just about to be defined stands for the previous one with its own first index behind.
        int walk = code;
        if (code >= _next)
        {
            if (code > _next || _previous == None)
            {
                throw new CodecException("A frame of the GIF has a code that stands for nothing.");
            }

            _stack[_stacked++] = First(_previous);
            walk = _previous;
        }

        for (; walk >= _clear; walk = _prefix[walk])
        {
            _stack[_stacked++] = _suffix[walk];
        }

        byte first = (byte)walk;
        _stack[_stacked++] = first;
        if (_previous != None && _next < MostCodes)
        {
            _prefix[_next] = (short)_previous;
            _suffix[_next] = first;
            _next++;
            if (_next == 1 << _width && _width < 12)
            {
                _width++;
            }
        }

        _previous = code;
    }

    private readonly byte First(int code)
    {
        while (code >= _clear)
        {
            code = _prefix[code];
        }

        return (byte)code;
    }

    private int NextCode()
    {
        while (_bitCount < _width)
        {
            if (_block.IsEmpty && !NextBlock())
            {
                throw new CodecException("A frame of the GIF ends before its last pixel.");
            }

            _bits |= (uint)_block[0] << _bitCount;
            _block = _block[1..];
            _bitCount += 8;
        }

        int code = (int)(_bits & ((1u << _width) - 1));
        _bits >>= _width;
        _bitCount -= _width;
        return code;
    }

    private bool NextBlock()
    {
        if (_rest.IsEmpty || _rest.Length - 1 < _rest[0])
        {
            throw new CodecException("The GIF ends within a frame.");
        }

        int length = _rest[0];
        _block = _rest.Slice(1, length);
        _rest = _rest[(1 + length)..];
        return length > 0;
    }
}
