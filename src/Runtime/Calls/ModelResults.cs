using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime;

/// <summary>The values of a call, for generated code: its outputs, or for a fake its inputs. Everything read is a copy that belongs to the reader.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ModelResults
{
    private readonly SignatureBinding _signature;
    private readonly ArgumentBinding[] _arguments;
    private readonly CallValues _values;

    /// <summary>The values of <paramref name="arguments"/> in <paramref name="values"/>.</summary>
    internal ModelResults(SignatureBinding signature, ArgumentBinding[] arguments, CallValues values)
    {
        _signature = signature;
        _arguments = arguments;
        _values = values;
    }

    /// <summary>A numeric tensor of at least one axis.</summary>
    public Tensor<T> Tensor<T>(int index)
    {
        var argument = Dense<T>(index, out var shape);
        return Copy<T>(argument.FirstSlot, shape);
    }

    /// <summary>A number.</summary>
    public T Scalar<T>(int index)
        where T : unmanaged
    {
        var argument = Dense<T>(index, out var shape);
        CheckCount(argument, shape, 1);
        return Unsafe.As<byte, T>(ref Unsafe.AsRef(in _values.Output(argument.FirstSlot)));
    }

    /// <summary>A numeric tensor, or a number where it has no axes.</summary>
    public AnyRankTensor<T> AnyRank<T>(int index)
        where T : unmanaged
    {
        var argument = Dense<T>(index, out var shape);
        return shape.IsEmpty ? new(Scalar<T>(index)) : new(Copy<T>(argument.FirstSlot, shape));
    }

    /// <summary>A text.</summary>
    public TensorString Text(int index)
    {
        var argument = Dense<TensorString>(index, out var shape);
        CheckCount(argument, shape, 1);
        return new(_values.OutputText(argument.FirstSlot, 0));
    }

    /// <summary>Texts of at least one axis.</summary>
    public Tensor<TensorString> Texts(int index)
    {
        var argument = Dense<TensorString>(index, out var shape);
        return Copy<TensorString>(argument.FirstSlot, shape);
    }

    /// <summary>Texts, or one text where there are no axes.</summary>
    public AnyRankTensor<TensorString> AnyRankTexts(int index)
    {
        var argument = Dense<TensorString>(index, out var shape);
        return shape.IsEmpty ? new(Text(index)) : new(Copy<TensorString>(argument.FirstSlot, shape));
    }

    /// <summary>A sparse tensor of numbers.</summary>
    public SparseTensor<T> Sparse<T>(int index)
    {
        var argument = _arguments[index];
        Check<T>(argument);
        var (values, indices, shape) = (Array<T>(argument.FirstSlot), Array<long>(argument.FirstSlot + 1), Array<long>(argument.FirstSlot + 2));
        if (indices.Length != (long)values.Length * shape.Length)
        {
            throw Unexpected(ModelErrorCode.Internal, $"{Place(argument)} has {indices.Length} coordinates for {values.Length} elements of rank {shape.Length}.");
        }

        if (argument.HasRank)
        {
            CheckDeclared(argument, shape);
        }

        return new(indices, values, shape);
    }

    /// <summary>A sparse tensor of texts.</summary>
    public SparseTensor<TensorString> SparseTexts(int index) => Sparse<TensorString>(index);

    /// <summary>A ragged tensor of numbers.</summary>
    public RaggedTensor<T> Ragged<T>(int index)
    {
        var argument = _arguments[index];
        Check<T>(argument);
        var splits = new long[argument.Contract.RaggedRank][];
        for (int level = 0; level < splits.Length; level++)
        {
            int slot = argument.FirstSlot + 1 + level;
            splits[level] = argument.Contract.RowSplitsType == DataType.Int32 ? System.Array.ConvertAll(Array<int>(slot), value => (long)value) : Array<long>(slot);
        }

        var shape = _values.OutputShape(argument.FirstSlot);
        try
        {
            return new(Array<T>(argument.FirstSlot), splits, shape.IsEmpty ? [] : shape[1..].ToArray());
        }
        catch (ArgumentException exception)
        {
            throw Unexpected(ModelErrorCode.Internal, $"{Place(argument)} is no ragged tensor: {exception.Message}");
        }
    }

    /// <summary>A ragged tensor of texts.</summary>
    public RaggedTensor<TensorString> RaggedTexts(int index) => Ragged<TensorString>(index);

    /// <summary>Writes a numeric tensor into the caller's buffer.</summary>
    /// <param name="index">The position among the outputs.</param>
    /// <param name="destination">The buffer, at least as long as the tensor has elements.</param>
    /// <returns>The dimensions of what was written.</returns>
    /// <exception cref="TensorArgumentException">The buffer is too small; nothing was written to it.</exception>
    public TensorSize Write<T>(int index, Span<T> destination)
        where T : unmanaged
    {
        var argument = Dense<T>(index, out var shape);
        var size = new TensorSize(shape);
        if (size.Count > destination.Length)
        {
            CallError.Buffer(_signature, argument, destination.Length, shape, size.Count);
        }

        CopyTo(argument.FirstSlot, destination[..(int)size.Count]);
        return size;
    }

    private ArgumentBinding Dense<T>(int index, out ReadOnlySpan<long> shape)
    {
        var argument = _arguments[index];
        Check<T>(argument);
        shape = _values.OutputShape(argument.FirstSlot);
        if (argument.HasRank)
        {
            CheckDeclared(argument, shape);
        }

        return argument;
    }

    private void Check<T>(ArgumentBinding argument)
    {
        if (!ElementType.Carries<T>(argument.DataType))
        {
            throw new InvalidOperationException($"{Place(argument)} has elements of {argument.DataType.ToWord()}, which {typeof(T).Name} does not carry. Rebuild the project.");
        }
    }

    private void CheckDeclared(ArgumentBinding argument, ReadOnlySpan<long> shape)
    {
        if (!DeclaredShape.Allows(argument.Dimensions, shape))
        {
            throw Unexpected(ModelErrorCode.Internal, $"{Place(argument)} is {ShapeText.Of(shape)}, though the model declares {argument.Contract.Shape}.");
        }
    }

    private void CheckCount(ArgumentBinding argument, ReadOnlySpan<long> shape, long count)
    {
        if (ElementCount.Of(shape) != count)
        {
            throw Unexpected(ModelErrorCode.Internal, $"{Place(argument)} is {ShapeText.Of(shape)}, though the model declares a single element.");
        }
    }

    private string Place(ArgumentBinding argument) => $"{_signature.Wrapper}, signature '{_signature.Contract.Key}': {argument.Contract.Key}";

    private ModelRunException Unexpected(ModelErrorCode code, string message) => new(_signature.Model, _signature.Contract.Key, code, message);

    private Tensor<T> Copy<T>(int slot, ReadOnlySpan<long> shape)
    {
        var elements = Array<T>(slot);
        Span<nint> lengths = shape.Length <= 8 ? stackalloc nint[8] : new nint[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            lengths[axis] = checked((nint)shape[axis]);
        }

        return System.Numerics.Tensors.Tensor.Create(elements, lengths[..shape.Length]);
    }

    private T[] Array<T>(int slot)
    {
        long count = ElementCount.Of(_values.OutputShape(slot));
        if (count > System.Array.MaxLength)
        {
            throw Unexpected(ModelErrorCode.ResourceExhausted, $"A result of {_signature.Wrapper}, signature '{_signature.Contract.Key}', has {count} elements, more than an array holds ({System.Array.MaxLength}).");
        }

        if (typeof(T) == typeof(TensorString))
        {
            var strings = new TensorString[count];
            for (int i = 0; i < strings.Length; i++)
            {
                strings[i] = new(_values.OutputText(slot, i));
            }

            return (T[])(object)strings;
        }

        var elements = GC.AllocateUninitializedArray<T>((int)count);
        CopyTo<T>(slot, elements);
        return elements;
    }

    private void CopyTo<T>(int slot, Span<T> destination)
    {
        if (!destination.IsEmpty)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref Unsafe.AsRef(in _values.Output(slot))), destination.Length).CopyTo(destination);
        }
    }
}
