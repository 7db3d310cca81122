using System.Text;

namespace TypedModels;

/// <summary>An element of a string tensor: its exact bytes, which are usually UTF-8 text but may be anything, such as an encoded picture.</summary>
/// <remarks><c>default</c> is the empty string. Two are equal when their bytes are.</remarks>
public readonly struct TensorString : IEquatable<TensorString>
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[]? _bytes;

    private TensorString(byte[] bytes) => _bytes = bytes;

    /// <summary>A copy of <paramref name="bytes"/>.</summary>
    public TensorString(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>The bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The bytes read as UTF-8.</summary>
    /// <exception cref="FormatException">They are not UTF-8; <see cref="Bytes"/> has them as they are.</exception>
    public override string ToString()
    {
        try
        {
            return s_strict.GetString(_bytes ?? []);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException($"The {Bytes.Length} bytes are not UTF-8 text (byte {exception.Index}): read them from TensorString.Bytes.", exception);
        }
    }

    /// <inheritdoc/>
    public bool Equals(TensorString other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The text, for <c>string text = result.Label;</c>.</summary>
    /// <exception cref="FormatException">The bytes are not UTF-8; <see cref="Bytes"/> has them as they are.</exception>
    public static implicit operator string(TensorString value) => value.ToString();

    /// <summary>The UTF-8 bytes of <paramref name="text"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> holds half of a surrogate pair, which UTF-8 cannot say.</exception>
    public static implicit operator TensorString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(s_strict.GetBytes(text));
    }

    /// <summary>A copy of <paramref name="bytes"/>.</summary>
    public static implicit operator TensorString(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new((byte[])bytes.Clone());
    }

    /// <summary>A copy of <paramref name="bytes"/>, such as <c>"text"u8</c>.</summary>
    public static implicit operator TensorString(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(TensorString left, TensorString right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(TensorString left, TensorString right) => !left.Equals(right);
}
