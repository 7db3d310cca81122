namespace TypedModels.Formats.Protobuf;

/// <summary>
/// The bytes of an inner message that may occur several times although its field is singular. Protobuf merges the occurrences, and merging equals reading their
/// concatenation. One occurrence, the usual case, stays a slice.
/// </summary>
internal struct MergedMessage
{
    private ReadOnlyMemory<byte> _first;
    private List<ReadOnlyMemory<byte>>? _more;

    /// <summary>Whether the field occurred.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Takes a further occurrence.</summary>
    public void Add(ReadOnlyMemory<byte> bytes)
    {
        if (!IsPresent)
        {
            _first = bytes;
            IsPresent = true;
        }
        else
        {
            (_more ??= []).Add(bytes);
        }
    }

    /// <summary>The whole message; empty when the field did not occur.</summary>
    public readonly ReadOnlyMemory<byte> ToMemory()
    {
        if (_more is null)
        {
            return _first;
        }

        long length = _more.Aggregate((long)_first.Length, (sum, part) => sum + part.Length);
        var merged = new byte[length];
        _first.CopyTo(merged);
        int position = _first.Length;
        foreach (var part in _more)
        {
            part.CopyTo(merged.AsMemory(position));
            position += part.Length;
        }

        return merged;
    }
}
