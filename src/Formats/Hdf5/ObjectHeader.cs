namespace TypedModels.Formats.Hdf5;

/// <summary>The header of an object: its messages, in the order in which they are stored.</summary>
internal sealed class ObjectHeader
{
    private const string NewStructure = "object header";

    // Attributes of old files lie in the header, each up to 64 KB long.
    private const long MostBytes = 256 << 20;

    private readonly Hdf5Bytes _bytes;
    private readonly BlockWalk _walk;
    private readonly List<HeaderMessage> _messages = [];
    private readonly Queue<(long Address, long Length)> _continuations = new();
    private long _left = MostBytes;

    private ObjectHeader(Hdf5Bytes bytes)
    {
        _bytes = bytes;
        _walk = new BlockWalk(bytes);
    }

    /// <summary>The messages.</summary>
    public IReadOnlyList<HeaderMessage> Messages => _messages;

    /// <summary>Reads a header with all its continuations.</summary>
    /// <exception cref="ModelFormatException">It is damaged.</exception>
    public static ObjectHeader Read(Hdf5Bytes bytes, long address)
    {
        var header = new ObjectHeader(bytes);
        var start = bytes.Block(NewStructure, address, Math.Min(4, bytes.Length - Math.Max(address, 0)));
        if (start.UInt8() == 'O')
        {
            header.ReadNew(address);
        }
        else
        {
            header.ReadOld(address);
        }

        return header;
    }

    /// <summary>The first message of a type, or null.</summary>
    public HeaderMessage? Find(MessageType type)
    {
        foreach (var message in _messages)
        {
            if (message.Type == type)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>A reader of a message, wherever it is stored.</summary>
    public FieldReader Fields(HeaderMessage message, string structure)
    {
        var reader = new FieldReader(_bytes, message.Body, structure, message.Address);
        return message.IsShared ? SharedMessage.Follow(_bytes, ref reader, message.Type, structure) : reader;
    }

    private void ReadOld(long address)
    {
        const int PrefixLength = 16; // Twelve bytes, and four that align what follows.
        var prefix = _bytes.Block(NewStructure, address, PrefixLength);
        prefix.Version(1, 1);
        prefix.Skip(7); // The number of messages, which their bytes say too, and of links to the object.
        long length = prefix.UInt32();
        Charge(address, PrefixLength + length);
        ReadOldMessages(_bytes.Block(NewStructure, address + PrefixLength, length));
        while (_continuations.Count > 0)
        {
            var next = _continuations.Dequeue();
            Charge(next.Address, next.Length);
            ReadOldMessages(_bytes.Block("continued object header", next.Address, next.Length));
        }
    }

    private void ReadOldMessages(FieldReader block)
    {
        const int HeadLength = 8;
        while (block.Left >= HeadLength)
        {
            int type = block.UInt16();
            int length = block.UInt16();
            int flags = block.UInt8();
            block.Skip(3);
            Add(type, flags, block.Address, block.Bytes(length));
        }
    }

    private void ReadNew(long address)
    {
        const int LongestPrefix = 4 + 1 + 1 + 16 + 4 + 8;
        var prefix = _bytes.Block(NewStructure, "OHDR", address, Math.Min(LongestPrefix, _bytes.Length - address));
        prefix.Version(2, 2);
        int flags = prefix.UInt8();
        prefix.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0)); // Times, and when attributes leave the header.
        long length = prefix.Count(1 << (flags & 3));
        long whole = prefix.Position + Math.Min(length, _bytes.Length) + sizeof(uint);
        Charge(address, whole);
        var block = _bytes.Block(NewStructure, address, whole);
        block.RequireChecksum();
        block.Skip(prefix.Position);
        bool hasOrder = (flags & 4) != 0;
        ReadNewMessages(block, hasOrder);
        while (_continuations.Count > 0)
        {
            var next = _continuations.Dequeue();
            Charge(next.Address, next.Length);
            var continued = _bytes.Block("continued object header", "OCHK", next.Address, next.Length);
            continued.RequireChecksum();
            ReadNewMessages(continued, hasOrder);
        }
    }

    private void ReadNewMessages(FieldReader block, bool hasOrder)
    {
        int headLength = hasOrder ? 6 : 4;
        while (block.Left - sizeof(uint) >= headLength)
        {
            int type = block.UInt8();
            int length = block.UInt16();
            int flags = block.UInt8();
            block.Skip(hasOrder ? 2 : 0);
            Add(type, flags, block.Address, block.Bytes(length));
        }
    }

    private void Add(int type, int flags, long address, ReadOnlyMemory<byte> body)
    {
        var message = new HeaderMessage((MessageType)type, flags, body, address);
        if (message.Type == MessageType.Continuation)
        {
            var reader = new FieldReader(_bytes, body, "continuation message", address);
            _continuations.Enqueue((reader.Place(), reader.Length()));
        }
        else if (message.Type != MessageType.Nil)
        {
            _messages.Add(message);
        }
    }

    private void Charge(long address, long length)
    {
        _walk.Enter(NewStructure, address, length);
        _left -= length;
        if (_left < 0)
        {
            throw _bytes.Damaged($"The object header is longer than the {MostBytes} bytes that are read");
        }
    }
}
