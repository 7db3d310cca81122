using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime;

public readonly ref partial struct ModelCall
{
    /// <summary>The most axes whose lengths are kept on the stack.</summary>
    private const int FewAxes = 8;

    /// <summary>The most characters of a text that is encoded on the stack.</summary>
    private const int ShortText = 170;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Gives a scalar.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input<T>(int input, T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged
    {
        var argument = Next<T>(input, name);
        if (argument.HasRank && argument.Dimensions.Length != 0)
        {
            CallError.Rank(_lease, argument, name, []);
        }

        Unsafe.As<byte, T>(ref _lease.Frame.Input(argument.FirstSlot, [])) = value;
    }

    /// <summary>Gives a scalar that may be left out: null stands for the model's default.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The value, or null.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input<T>(int input, T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged
    {
        if (value is { } given)
        {
            Input(input, given, name);
        }
        else
        {
            FeedDefault(Next<T>(input, name), name);
        }
    }

    /// <summary>Gives a tensor.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The elements; <c>default</c> stands for the model's default where it has one.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input<T>(int input, TensorInput<T> value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : unmanaged
    {
        var argument = Next<T>(input, name);
        if (value.Form is TensorInputForm.Missing or TensorInputForm.Null)
        {
            FeedAbsent(argument, value.Form, name);
            return;
        }

        int rank = value.Form == TensorInputForm.Flat && argument.HasRank ? argument.Dimensions.Length : value.Rank;
        Span<long> shape = rank <= FewAxes ? stackalloc long[FewAxes] : new long[rank];
        shape = shape[..rank];
        if (value.Form == TensorInputForm.Flat && argument.HasRank)
        {
            CompleteFlat(argument, name, value.Count, shape);
        }
        else
        {
            for (int axis = 0; axis < rank; axis++)
            {
                shape[axis] = value.Length(axis);
            }

            CheckShape(argument, name, shape);
        }

        // A span repeats its elements without end where its strides are 0: the count is known before anything is allocated.
        long count = value.Count;
        if (count > int.MaxValue)
        {
            CallError.TooLarge(_lease, argument, name, shape);
        }

        ref byte first = ref _lease.Frame.Input(argument.FirstSlot, shape);
        if (count > 0)
        {
            value.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), (int)count));
        }
    }

    /// <summary>Gives one text.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The text; <c>default</c> stands for the model's default where it has one.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input(int input, TextInput value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var argument = Next<TensorString>(input, name);
        if (value.Form is TensorInputForm.Missing or TensorInputForm.Null)
        {
            FeedAbsent(argument, value.Form, name);
            return;
        }

        CheckShape(argument, name, []);
        _lease.Frame.InputText(argument.FirstSlot, []);
        SetText(argument, argument.FirstSlot, 0, value, name);
    }

    /// <summary>Gives texts.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The texts; <c>default</c> stands for the model's default where it has one.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input(int input, TextTensorInput value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var argument = Next<TensorString>(input, name);
        if (value.Form is TensorInputForm.Missing or TensorInputForm.Null)
        {
            FeedAbsent(argument, value.Form, name);
            return;
        }

        bool isFlat = value.Form == TensorInputForm.Flat && argument.HasRank;
        var shape = new long[isFlat ? argument.Dimensions.Length : value.Rank];
        if (isFlat)
        {
            CompleteFlat(argument, name, value.Count, shape);
        }
        else
        {
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = value.Length(axis);
            }

            CheckShape(argument, name, shape);
        }

        _lease.Frame.InputText(argument.FirstSlot, shape);
        for (int i = 0; i < value.Count; i++)
        {
            var text = value[i];
            if (text.Form == TensorInputForm.Null)
            {
                CallError.NullText(_lease, argument, name, i);
            }

            SetText(argument, argument.FirstSlot, i, text, name);
        }
    }

    /// <summary>Gives a sparse tensor.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The elements and their coordinates.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input<T>(int input, SparseInput<T> value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var argument = Next<T>(input, name);
        if (value.Form is TensorInputForm.Missing or TensorInputForm.Null)
        {
            FeedAbsent(argument, value.Form, name);
            return;
        }

        CheckShape(argument, name, value.Shape);
        if (ElementCount.Of(value.Shape) == long.MaxValue)
        {
            CallError.Throw(_lease, argument, name, $"{name} has the shape {ShapeText.Of(value.Shape)}, which no tensor has");
        }

        CheckCoordinates(argument, name, value.Indices, value.Shape);
        Feed(argument, argument.FirstSlot, [value.Values.Length], value.Values, name);
        Feed(argument, argument.FirstSlot + 1, [value.Values.Length, value.Shape.Length], value.Indices, name);
        Feed(argument, argument.FirstSlot + 2, [value.Shape.Length], value.Shape, name);
    }

    /// <summary>Gives a ragged tensor.</summary>
    /// <param name="input">The position among the signature's inputs.</param>
    /// <param name="value">The rows.</param>
    /// <param name="name">The parameter's name, for messages.</param>
    public void Input<T>(int input, RaggedInput<T> value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        var argument = Next<T>(input, name);
        if (value.Form is TensorInputForm.Missing or TensorInputForm.Null)
        {
            FeedAbsent(argument, value.Form, name);
            return;
        }

        var tensor = value.Tensor!;
        RaggedShape.Check(_lease, argument, name, tensor);
        long rows = tensor.RowSplits[^1][^1];
        Feed<T>(argument, argument.FirstSlot, [rows, .. tensor.InnerShape], tensor.Values, name);
        for (int level = 0; level < tensor.RowSplits.Length; level++)
        {
            long[] splits = tensor.RowSplits[level];
            if (argument.Contract.RowSplitsType == DataType.Int32)
            {
                Feed<int>(argument, argument.FirstSlot + 1 + level, [splits.Length], Narrow(argument, name, splits), name);
            }
            else
            {
                Feed<long>(argument, argument.FirstSlot + 1 + level, [splits.Length], splits, name);
            }
        }
    }

    /// <summary>Tells the length of the caller's buffer for an output, so that one that can never do is refused before anything runs.</summary>
    /// <param name="output">The position among the signature's outputs.</param>
    /// <param name="length">The number of elements the buffer holds.</param>
    public void Reserve(int output, int length)
    {
        var binding = _lease.Binding.Outputs[output];
        if (binding.HasRank && binding.UnknownDimensions == 0 && length < binding.KnownProduct)
        {
            CallError.Buffer(_lease.Binding, binding, length, binding.Dimensions, binding.KnownProduct);
        }
    }

    /// <summary>The argument that is given now.</summary>
    private ArgumentBinding Next<T>(int input, string name)
    {
        var argument = _lease.Binding.Inputs[input];
        if (!ElementType.Carries<T>(argument.DataType))
        {
            CallError.Type<T>(_lease, argument, name);
        }

        _lease.InputsGiven++;
        return argument;
    }

    private void FeedAbsent(ArgumentBinding argument, TensorInputForm form, string name)
    {
        if (form == TensorInputForm.Null)
        {
            CallError.Null(_lease, argument, name);
        }

        FeedDefault(argument, name);
    }

    private void FeedDefault(ArgumentBinding argument, string name)
    {
        if (argument.Default is null)
        {
            CallError.Missing(_lease, argument, name);
        }

        argument.Default.FeedTo(_lease.Frame, argument.FirstSlot, argument.DataType);
    }

    private void CheckShape(ArgumentBinding argument, string name, ReadOnlySpan<long> shape)
    {
        if (!argument.HasRank)
        {
            return;
        }

        var expected = argument.Dimensions;
        if (shape.Length != expected.Length)
        {
            CallError.Rank(_lease, argument, name, shape);
        }

        for (int axis = 0; axis < expected.Length; axis++)
        {
            if (expected[axis] != shape[axis] && expected[axis] != TensorShape.UnknownDimension)
            {
                CallError.Dimension(_lease, argument, name, shape, axis);
            }
        }
    }

    /// <summary>Gives a flat value the declared shape: the one unknown dimension is the number of elements divided by the known ones. Nothing else is ever inferred.</summary>
    private void CompleteFlat(ArgumentBinding argument, string name, long count, Span<long> shape)
    {
        var expected = argument.Dimensions;
        if (argument.UnknownDimensions > 1)
        {
            CallError.Ambiguous(_lease, argument, name, count);
        }

        // Divisions are the dearest of these steps: one, where there is something to find out.
        long known = argument.KnownProduct;
        var (length, rest) = argument.UnknownDimensions == 0 ? (0, count - known) : known == 1 ? (count, 0) : known is 0 or long.MaxValue ? (0, 1) : Math.DivRem(count, known);
        if (rest != 0)
        {
            CallError.Count(_lease, argument, name, count);
        }

        for (int axis = 0; axis < expected.Length; axis++)
        {
            shape[axis] = expected[axis] == TensorShape.UnknownDimension ? length : expected[axis];
        }
    }

    private void CheckCoordinates(ArgumentBinding argument, string name, ReadOnlySpan<long> indices, ReadOnlySpan<long> shape)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            int axis = i % shape.Length;
            if ((ulong)indices[i] >= (ulong)shape[axis])
            {
                CallError.Throw(_lease, argument, name, $"the coordinate {indices[i]} of element {i / shape.Length} of {name} is outside of {ShapeText.Of(shape)} (axis {axis})");
            }
        }
    }

    private int[] Narrow(ArgumentBinding argument, string name, long[] splits)
    {
        if (Array.Exists(splits, split => split > int.MaxValue))
        {
            CallError.Throw(_lease, argument, name, $"{name} has row splits beyond {int.MaxValue}, which the model's int32 splits cannot say");
        }

        return Array.ConvertAll(splits, split => (int)split);
    }

    private void Feed<T>(ArgumentBinding argument, int slot, ReadOnlySpan<long> shape, ReadOnlySpan<T> values, string name)
    {
        // The parts are arrays of the caller, who may write to them meanwhile: nothing is copied beyond the room that the shape makes.
        if (ElementCount.Of(shape) != values.Length)
        {
            CallError.Throw(_lease, argument, name, $"{name} was changed while it was read");
        }

        if (typeof(T) == typeof(TensorString))
        {
            _lease.Frame.InputText(slot, shape);
            for (int i = 0; i < values.Length; i++)
            {
                SetText(argument, slot, i, (TensorString)(object)values[i]!, name);
            }

            return;
        }

        ref byte first = ref _lease.Frame.Input(slot, shape);
        if (values.Length > 0)
        {
            values.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), values.Length));
        }
    }

    private void SetText(ArgumentBinding argument, int slot, nint index, TextInput text, string name)
    {
        if (text.Text is null)
        {
            _lease.Frame.SetText(slot, index, text.Bytes);
            return;
        }

        byte[]? rented = null;
        try
        {
            // A char takes at most three bytes; a long text is measured instead.
            Span<byte> buffer = text.Text.Length <= ShortText ? stackalloc byte[3 * ShortText] : rented = System.Buffers.ArrayPool<byte>.Shared.Rent(s_strictUtf8.GetByteCount(text.Text));
            _lease.Frame.SetText(slot, index, buffer[..s_strictUtf8.GetBytes(text.Text, buffer)]);
        }
        catch (EncoderFallbackException exception)
        {
            CallError.NotUnicode(_lease, argument, name, exception);
        }
        finally
        {
            if (rented is not null)
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
