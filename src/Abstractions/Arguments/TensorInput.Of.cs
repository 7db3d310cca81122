using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels;

/// <summary>
/// The elements of one argument, as the caller has them. There is nothing to construct: arrays of one to four dimensions, spans, memory, tensors, tensor spans and collection
/// expressions convert by themselves.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>
/// A flat value (<c>T[]</c>, span, memory, collection expression) takes the signature's shape, which may have one unknown dimension: it becomes the number of elements divided
/// by the known dimensions. Everything else brings its own shape. The elements are copied before the call runs; the caller keeps what it passed.
/// </remarks>
[CollectionBuilder(typeof(TensorInput), nameof(TensorInput.Create))]
public readonly ref struct TensorInput<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _elements;
    private readonly ReadOnlySpan<nint> _lengths;
    private readonly ReadOnlySpan<nint> _strides;
    private readonly Array? _array;
    private readonly T _scalar;

    private TensorInput(TensorInputForm form, ReadOnlySpan<T> elements, Array? array = null)
    {
        Form = form;
        _elements = elements;
        _array = array;
    }

    private TensorInput(ReadOnlySpan<T> elements, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        Form = strides.IsEmpty ? TensorInputForm.Dense : TensorInputForm.Strided;
        _elements = elements;
        _lengths = lengths;
        _strides = strides;
    }

    private TensorInput(T scalar)
    {
        Form = TensorInputForm.Scalar;
        _scalar = scalar;
    }

    /// <summary>How the value came.</summary>
    internal TensorInputForm Form { get; }

    /// <summary>The number of axes it brings; 0 for a scalar, 1 for a flat one.</summary>
    internal int Rank => Form switch
    {
        TensorInputForm.Array => _array!.Rank,
        TensorInputForm.Dense or TensorInputForm.Strided => _lengths.Length,
        TensorInputForm.Flat => 1,
        _ => 0,
    };

    /// <summary>The number of elements.</summary>
    internal long Count
    {
        get
        {
            if (Form != TensorInputForm.Strided)
            {
                return Form == TensorInputForm.Scalar ? 1 : _elements.Length;
            }

            long count = 1;
            foreach (nint length in _lengths)
            {
                count *= length;
            }

            return count;
        }
    }

    /// <summary>The length of <paramref name="axis"/>.</summary>
    internal long Length(int axis) => Form switch
    {
        TensorInputForm.Array => _array!.GetLongLength(axis),
        TensorInputForm.Flat => _elements.Length,
        _ => _lengths[axis],
    };

    /// <summary>Copies the elements row by row.</summary>
    /// <param name="destination">As long as <see cref="Count"/>.</param>
    internal void CopyTo(Span<T> destination)
    {
        if (destination.IsEmpty)
        {
            return;
        }

        switch (Form)
        {
            case TensorInputForm.Strided:
                new ReadOnlyTensorSpan<T>(_elements, _lengths, _strides).FlattenTo(destination);
                break;
            case TensorInputForm.Scalar:
                destination[0] = _scalar;
                break;
            default:
                _elements.CopyTo(destination);
                break;
        }
    }

    internal static TensorInput<T> FromScalar(T value) => new(value);

    /// <summary>Enumerates the elements row by row.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        var elements = new T[Count];
        CopyTo(elements);
        return ((IEnumerable<T>)elements).GetEnumerator();
    }

    /// <summary>A flat value.</summary>
    public static implicit operator TensorInput<T>(T[] values) => values is null ? new(TensorInputForm.Null, default) : new(TensorInputForm.Flat, values);

    /// <summary>A value of two axes.</summary>
    public static implicit operator TensorInput<T>(T[,] values) => FromArray(values);

    /// <summary>A value of three axes.</summary>
    public static implicit operator TensorInput<T>(T[,,] values) => FromArray(values);

    /// <summary>A value of four axes.</summary>
    public static implicit operator TensorInput<T>(T[,,,] values) => FromArray(values);

    /// <summary>A flat value.</summary>
    public static implicit operator TensorInput<T>(Span<T> values) => new(TensorInputForm.Flat, values);

    /// <summary>A flat value.</summary>
    public static implicit operator TensorInput<T>(ReadOnlySpan<T> values) => new(TensorInputForm.Flat, values);

    /// <summary>A flat value.</summary>
    public static implicit operator TensorInput<T>(Memory<T> values) => new(TensorInputForm.Flat, values.Span);

    /// <summary>A flat value.</summary>
    public static implicit operator TensorInput<T>(ReadOnlyMemory<T> values) => new(TensorInputForm.Flat, values.Span);

    /// <summary>A value with the tensor's shape.</summary>
    public static implicit operator TensorInput<T>(Tensor<T> values) =>
        // The span, not the tensor: a slice's own pinnable reference is that of the tensor it was cut from.
        values is null ? new(TensorInputForm.Null, default)
        : FromTensor(in values.AsReadOnlyTensorSpan().GetPinnableReference(), values.FlattenedLength, values.Lengths, values.Strides, values.IsDense);

    /// <summary>A value with the span's shape.</summary>
    public static implicit operator TensorInput<T>(in TensorSpan<T> values) =>
        FromTensor(in values.GetPinnableReference(), values.FlattenedLength, values.Lengths, values.Strides, values.IsDense);

    /// <summary>A value with the span's shape.</summary>
    public static implicit operator TensorInput<T>(in ReadOnlyTensorSpan<T> values) =>
        FromTensor(in values.GetPinnableReference(), values.FlattenedLength, values.Lengths, values.Strides, values.IsDense);

    private static TensorInput<T> FromArray(Array? values) => values is null
        ? new(TensorInputForm.Null, default)
        : new(TensorInputForm.Array, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), CheckCount(values.LongLength)), values);

    private static TensorInput<T> FromTensor(ref readonly T first, nint count, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, bool isDense)
    {
        if (count == 0 || isDense)
        {
            // Tensor<T>.Empty and a default span have no axes, and a product of no lengths is 1: they are an empty vector here, not a scalar.
            ReadOnlySpan<T> elements = count == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(in first, CheckCount(count));
            return lengths.IsEmpty ? new(TensorInputForm.Flat, elements) : new(elements, lengths, []);
        }

        nint extent = 1;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            extent += (lengths[axis] - 1) * strides[axis];
        }

        return extent <= int.MaxValue
            ? new(MemoryMarshal.CreateReadOnlySpan(in first, (int)extent), lengths, strides)
            : throw new ArgumentException($"The tensor's {count} elements lie {extent} elements apart from first to last; at most {int.MaxValue} can be read. Copy them together first.");
    }

    private static int CheckCount(long count) => count <= int.MaxValue
        ? (int)count
        : throw new ArgumentException($"The tensor has {count} elements; one argument of a call takes at most {int.MaxValue}. Split it over several calls.");
}
