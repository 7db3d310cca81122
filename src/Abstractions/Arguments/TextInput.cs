namespace TypedModels;

/// <summary>One text or sequence of bytes, as the caller has it: a <c>string</c>, UTF-8 bytes, or a result's <see cref="TensorString"/>. They convert by themselves.</summary>
/// <remarks>The bytes reach the model as they are; a <c>string</c> as its UTF-8. They are copied before the call runs.</remarks>
public readonly ref struct TextInput
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string? _text;

    private TextInput(TensorInputForm form, ReadOnlySpan<byte> bytes = default, string? text = null)
    {
        Form = form;
        _bytes = bytes;
        _text = text;
    }

    /// <summary><see cref="TensorInputForm.Missing"/>, <see cref="TensorInputForm.Null"/> or <see cref="TensorInputForm.Scalar"/>.</summary>
    internal TensorInputForm Form { get; }

    /// <summary>The text when it came as one, else null.</summary>
    internal string? Text => _text;

    /// <summary>The bytes when they came as bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The UTF-8 bytes of a text.</summary>
    public static implicit operator TextInput(string text) => text is null ? new(TensorInputForm.Null) : new(TensorInputForm.Scalar, text: text);

    /// <summary>Bytes as they are.</summary>
    public static implicit operator TextInput(byte[] bytes) => bytes is null ? new(TensorInputForm.Null) : new(TensorInputForm.Scalar, bytes);

    /// <summary>Bytes as they are.</summary>
    public static implicit operator TextInput(ReadOnlySpan<byte> bytes) => new(TensorInputForm.Scalar, bytes);

    /// <summary>Bytes as they are.</summary>
    public static implicit operator TextInput(Span<byte> bytes) => new(TensorInputForm.Scalar, bytes);

    /// <summary>Bytes as they are.</summary>
    public static implicit operator TextInput(ReadOnlyMemory<byte> bytes) => new(TensorInputForm.Scalar, bytes.Span);

    /// <summary>Bytes as they are.</summary>
    public static implicit operator TextInput(Memory<byte> bytes) => new(TensorInputForm.Scalar, bytes.Span);

    /// <summary>An element of a text result.</summary>
    public static implicit operator TextInput(TensorString value) => new(TensorInputForm.Scalar, value.Bytes);
}
