using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace TypedModels;

/// <summary>
/// The texts of one argument, as the caller has them: arrays of one to four dimensions of <c>string</c>, arrays of byte arrays, tensors of <c>string</c>, another call's text result,
/// or a collection expression. They convert by themselves.
/// </summary>
/// <remarks>Flat values take the signature's shape, as those of <see cref="TensorInput{T}"/> do. The texts are copied before the call runs.</remarks>
[CollectionBuilder(typeof(TextTensorInput), nameof(Create))]
public readonly ref struct TextTensorInput
{
    private readonly Array? _array;
    private readonly ReadOnlySpan<TensorString> _strings;
    private readonly ReadOnlySpan<string> _texts;
    private readonly ReadOnlySpan<nint> _lengths;

    private TextTensorInput(TensorInputForm form, Array? array = null, ReadOnlySpan<TensorString> strings = default, ReadOnlySpan<string> texts = default, ReadOnlySpan<nint> lengths = default)
    {
        Form = form;
        _array = array;
        _strings = strings;
        _texts = texts;
        _lengths = lengths;
    }

    /// <summary>How the value came; never <see cref="TensorInputForm.Strided"/>.</summary>
    internal TensorInputForm Form { get; }

    /// <summary>The number of axes it brings; 0 for a scalar, 1 for a flat one.</summary>
    internal int Rank => Form switch
    {
        TensorInputForm.Array => _array!.Rank,
        TensorInputForm.Dense => _lengths.Length,
        TensorInputForm.Flat => 1,
        _ => 0,
    };

    /// <summary>The number of elements.</summary>
    internal int Count => _array?.Length ?? Math.Max(_strings.Length, _texts.Length);

    /// <summary>The length of <paramref name="axis"/>.</summary>
    internal long Length(int axis) => Form switch
    {
        TensorInputForm.Array => _array!.GetLongLength(axis),
        TensorInputForm.Flat => Count,
        _ => _lengths[axis],
    };

    /// <summary>The element at <paramref name="index"/>, row by row; its form is <see cref="TensorInputForm.Null"/> for a null reference.</summary>
    internal TextInput this[int index]
    {
        get
        {
            if (_array is not null)
            {
                return _array is byte[][] sequences ? sequences[index] : Unsafe.Add(ref FirstText(_array), index);
            }

            return _texts.IsEmpty ? _strings[index] : _texts[index];
        }
    }

    /// <summary>A single text without axes, for an argument of unknown rank.</summary>
    public static TextTensorInput Scalar(TensorString value) => new(TensorInputForm.Scalar, strings: new[] { value });

    /// <summary>Texts of a shape that the signature completes: what a collection expression becomes.</summary>
    public static TextTensorInput Create(ReadOnlySpan<TensorString> values) => values;

    /// <summary>Enumerates the texts row by row.</summary>
    public IEnumerator<TensorString> GetEnumerator()
    {
        var strings = new TensorString[Count];
        for (int i = 0; i < strings.Length; i++)
        {
            var text = this[i];
            strings[i] = text.Text is null ? new TensorString(text.Bytes) : text.Text;
        }

        return ((IEnumerable<TensorString>)strings).GetEnumerator();
    }

    /// <summary>Flat texts.</summary>
    public static implicit operator TextTensorInput(string[] values) => values is null ? new(TensorInputForm.Null) : new(TensorInputForm.Flat, texts: values);

    /// <summary>Texts of two axes.</summary>
    public static implicit operator TextTensorInput(string[,] values) => FromArray(values);

    /// <summary>Texts of three axes.</summary>
    public static implicit operator TextTensorInput(string[,,] values) => FromArray(values);

    /// <summary>Texts of four axes.</summary>
    public static implicit operator TextTensorInput(string[,,,] values) => FromArray(values);

    /// <summary>Flat sequences of bytes.</summary>
    public static implicit operator TextTensorInput(byte[][] values) => values is null ? new(TensorInputForm.Null) : new(TensorInputForm.Flat, array: values);

    /// <summary>Flat texts.</summary>
    public static implicit operator TextTensorInput(TensorString[] values) => values is null ? new(TensorInputForm.Null) : new(TensorInputForm.Flat, strings: values);

    /// <summary>Flat texts.</summary>
    public static implicit operator TextTensorInput(ReadOnlySpan<string> values) => new(TensorInputForm.Flat, texts: values);

    /// <summary>Flat texts.</summary>
    public static implicit operator TextTensorInput(ReadOnlySpan<TensorString> values) => new(TensorInputForm.Flat, strings: values);

    /// <summary>Texts with the tensor's shape.</summary>
    public static implicit operator TextTensorInput(Tensor<string> values)
    {
        if (values is null)
        {
            return new(TensorInputForm.Null);
        }

        return new(values.Lengths.IsEmpty ? TensorInputForm.Flat : TensorInputForm.Dense, texts: ToArray(values), lengths: values.Lengths);
    }

    /// <summary>Texts with the tensor's shape.</summary>
    public static implicit operator TextTensorInput(Tensor<TensorString> values)
    {
        if (values is null)
        {
            return new(TensorInputForm.Null);
        }

        return new(values.Lengths.IsEmpty ? TensorInputForm.Flat : TensorInputForm.Dense, strings: ToArray(values), lengths: values.Lengths);
    }

    private static T[] ToArray<T>(Tensor<T> values)
    {
        var elements = new T[values.FlattenedLength];
        if (elements.Length > 0)
        {
            values.FlattenTo(elements);
        }

        return elements;
    }

    private static TextTensorInput FromArray(Array? values) => values is null ? new(TensorInputForm.Null) : new(TensorInputForm.Array, array: values);

    private static ref string FirstText(Array values) =>
        ref Unsafe.As<byte, string>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values));
}
