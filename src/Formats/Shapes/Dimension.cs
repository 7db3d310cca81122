namespace TypedModels.Formats.Shapes;

/// <summary>What is known of a length before any call: the length itself; that it is the same as others, a symbol; or nothing. As an element of a tensor of integers it may be any number.</summary>
internal readonly record struct Dimension
{
    private readonly bool _isKnown;
    private readonly long _value;

    private Dimension(bool isKnown, long value)
    {
        _isKnown = isKnown;
        _value = value;
    }

    /// <summary>Nothing is known.</summary>
    public static Dimension Unknown => default;

    /// <summary>Whether the length is known.</summary>
    public bool IsKnown => _isKnown;

    /// <summary>Whether it is only known to be the same as others.</summary>
    public bool IsSymbol => !_isKnown && _value != 0;

    /// <summary>The length, where it is known.</summary>
    public long Length => _isKnown ? _value : throw new InvalidOperationException("A length is asked for that is not known.");

    /// <summary>A length that is known.</summary>
    public static implicit operator Dimension(long length) => new(true, length);

    /// <summary>A length that is the same wherever the symbol stands.</summary>
    /// <param name="number">The symbol's number, from 1.</param>
    public static Dimension Symbol(int number) => new(false, number);

    /// <summary>Whether both can be the same length.</summary>
    public bool MayEqual(Dimension other) => !_isKnown || !other._isKnown || _value == other._value;

    /// <summary>What is known of a length of which two things are known.</summary>
    public Dimension And(Dimension other) => _isKnown || (IsSymbol && !other._isKnown) ? this : other;

    /// <summary>The length that both are broadcast to, as far as it is known.</summary>
    public Dimension Broadcast(Dimension other) =>
        this == other ? this
        : _isKnown && _value == 1 ? other
        : other._isKnown && other._value == 1 ? this
        : _isKnown ? this
        : other._isKnown ? other
        : Unknown;

    /// <summary>What a function makes of the length, where it is known.</summary>
    public Dimension Map(Func<long, long> function) => _isKnown ? function(_value) : Unknown;

    /// <summary>What a function makes of two lengths, where both are known.</summary>
    public Dimension Map(Dimension other, Func<long, long, long> function) => _isKnown && other._isKnown ? function(_value, other._value) : Unknown;

    public override string ToString() => _isKnown ? _value.ToString(System.Globalization.CultureInfo.InvariantCulture) : IsSymbol ? $"n{_value}" : "?";
}
