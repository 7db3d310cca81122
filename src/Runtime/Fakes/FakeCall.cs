using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Fakes;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime;

/// <summary>One call of a fake, for generated code: what it was given, and where its answer goes. The answer is checked against the contract.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FakeCall
{
    private readonly SignatureBinding _binding;
    private readonly FakeValues _outputs;
    private readonly bool[] _isGiven;

    internal FakeCall(SignatureBinding binding, FakeValues inputs, FakeValues outputs)
    {
        _binding = binding;
        _outputs = outputs;
        _isGiven = new bool[binding.Outputs.Length];
        Inputs = new ModelResults(binding, binding.Inputs, inputs);
    }

    /// <summary>What the fake was called with.</summary>
    public ModelResults Inputs { get; }

    /// <summary>Answers with a number.</summary>
    public void Output<T>(int output, T value)
        where T : unmanaged => Unsafe.As<byte, T>(ref Numeric<T>(output, [])) = value;

    /// <summary>Answers with a numeric tensor.</summary>
    public void Output<T>(int output, Tensor<T>? value)
        where T : unmanaged
    {
        var tensor = Given(output, value);
        CopyTensor(ref Numeric<T>(output, ShapeOf(tensor)), tensor);
    }

    /// <summary>Answers with a numeric tensor, or a number.</summary>
    public void Output<T>(int output, AnyRankTensor<T>? value)
        where T : unmanaged
    {
        if (Given(output, value).IsScalar)
        {
            Output(output, value!.Scalar);
        }
        else
        {
            Output(output, value!.Tensor);
        }
    }

    /// <summary>Answers with a text.</summary>
    public void Output(int output, TensorString value) => Texts(output, [], [value]);

    /// <summary>Answers with texts.</summary>
    public void Output(int output, Tensor<TensorString>? value)
    {
        var tensor = Given(output, value);
        var texts = new TensorString[tensor.FlattenedLength];
        if (texts.Length > 0)
        {
            tensor.FlattenTo(texts);
        }

        Texts(output, ShapeOf(tensor), texts);
    }

    /// <summary>Answers with texts, or one text.</summary>
    public void Output(int output, AnyRankTensor<TensorString>? value)
    {
        if (Given(output, value).IsScalar)
        {
            Output(output, value!.Scalar);
        }
        else
        {
            Output(output, value!.Tensor);
        }
    }

    /// <summary>Answers with a sparse tensor.</summary>
    public void Output<T>(int output, SparseTensor<T>? value)
    {
        var tensor = Given(output, value);
        var argument = Check<T>(output, tensor.Shape);
        Part(argument.FirstSlot, [tensor.Values.Length], tensor.Values);
        Part(argument.FirstSlot + 1, [tensor.Values.Length, tensor.Shape.Length], tensor.Indices);
        Part(argument.FirstSlot + 2, [tensor.Shape.Length], tensor.Shape);
    }

    /// <summary>Answers with a ragged tensor.</summary>
    public void Output<T>(int output, RaggedTensor<T>? value)
    {
        var tensor = Given(output, value);
        var argument = CheckType<T>(output);
        CheckRagged(argument, tensor);

        Part(argument.FirstSlot, [tensor.RowSplits[^1][^1], .. tensor.InnerShape], tensor.Values);
        for (int level = 0; level < tensor.RowSplits.Length; level++)
        {
            int slot = argument.FirstSlot + 1 + level;
            long[] splits = tensor.RowSplits[level];
            if (argument.Contract.RowSplitsType == DataType.Int32)
            {
                Part(slot, [splits.Length], Array.ConvertAll(splits, split => checked((int)split)));
            }
            else
            {
                Part(slot, [splits.Length], splits);
            }
        }
    }

    /// <summary>Makes sure that every output was answered.</summary>
    internal void CheckComplete()
    {
        int missing = Array.IndexOf(_isGiven, false);
        if (missing >= 0)
        {
            throw Refused(_binding.Outputs[missing], "was not answered");
        }
    }

    private T Given<T>(int output, T? value)
        where T : class
    {
        _isGiven[output] = true;
        return value ?? throw Refused(_binding.Outputs[output], "is null");
    }

    private ref byte Numeric<T>(int output, ReadOnlySpan<long> shape)
    {
        var argument = Check<T>(output, shape);
        return ref _outputs.Set(argument.FirstSlot, shape, argument.ElementSize);
    }

    private void Texts(int output, ReadOnlySpan<long> shape, ReadOnlySpan<TensorString> texts) =>
        Part(Check<TensorString>(output, shape).FirstSlot, shape, texts);

    private void Part<T>(int slot, ReadOnlySpan<long> shape, ReadOnlySpan<T> values)
    {
        if (typeof(T) == typeof(TensorString))
        {
            _outputs.SetTexts(slot, shape);
            for (int i = 0; i < values.Length; i++)
            {
                _outputs.SetText(slot, i, ((TensorString)(object)values[i]!).Bytes);
            }

            return;
        }

        ref byte first = ref _outputs.Set(slot, shape, Unsafe.SizeOf<T>());
        if (ElementCount.Of(shape) != values.Length)
        {
            throw new InvalidOperationException($"The fake's answer to {_binding.Wrapper}, signature '{_binding.Contract.Key}' was changed while it was read.");
        }

        values.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), values.Length));
    }

    private ArgumentBinding CheckType<T>(int output)
    {
        _isGiven[output] = true;
        var argument = _binding.Outputs[output];
        return ElementType.Carries<T>(argument.DataType) ? argument : throw Refused(argument, $"has elements of {typeof(T).Name}, expected {argument.DataType.ToWord()}");
    }

    private void CheckRagged<T>(ArgumentBinding argument, RaggedTensor<T> tensor)
    {
        if (tensor.RowSplits.Length != argument.Contract.RaggedRank)
        {
            throw Refused(argument, $"has {tensor.RowSplits.Length} ragged level(s), expected {argument.Contract.RaggedRank}");
        }

        long[] shape = RaggedShape.Of(tensor);
        if (argument.HasRank && !RaggedShape.Allows(argument.Dimensions, shape))
        {
            throw Refused(argument, $"is {new TensorShape(shape)}, expected {argument.Contract.Shape}");
        }
    }

    private ArgumentBinding Check<T>(int output, ReadOnlySpan<long> shape)
    {
        var argument = CheckType<T>(output);
        if (argument.HasRank && !DeclaredShape.Allows(argument.Dimensions, shape))
        {
            throw Refused(argument, $"is {ShapeText.Of(shape)}, expected {argument.Contract.Shape}");
        }

        return argument;
    }

    private InvalidOperationException Refused(ArgumentBinding output, string problem) =>
        new($"The fake's answer to {_binding.Wrapper}, signature '{_binding.Contract.Key}': {output.Contract.Key} {problem}.");

    private static void CopyTensor<T>(ref byte first, Tensor<T> tensor)
    {
        if (tensor.FlattenedLength > 0)
        {
            tensor.FlattenTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), checked((int)tensor.FlattenedLength)));
        }
    }

    private static long[] ShapeOf<T>(Tensor<T> tensor)
    {
        // Tensor<T>.Empty has no axes but is no scalar: it stands for no elements.
        return tensor.Lengths.IsEmpty ? [0] : Array.ConvertAll(tensor.Lengths.ToArray(), length => (long)length);
    }
}
