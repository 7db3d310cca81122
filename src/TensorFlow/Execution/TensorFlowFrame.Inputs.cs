using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

internal sealed unsafe partial class TensorFlowFrame
{
    // What TensorFlow's TensorShape holds; more ends the process.
    private const int MostAxes = 254;

    private const nuint LargeInput = 1 << 30;

    public override ref byte Input(int slot, ReadOnlySpan<long> shape)
    {
        ref var input = ref _inputs[slot];
        RequireText(input.Type, isText: false);
        if (!input.Has(shape) || !IsOurs(slot))
        {
            Allocate(slot, shape, input.ElementSize);
        }

        return ref *input.Data;
    }

    public override void InputText(int slot, ReadOnlySpan<long> shape)
    {
        ref var input = ref _inputs[slot];
        RequireText(input.Type, isText: true);
        if (input.Has(shape) && IsOurs(slot))
        {
            for (long i = 0; i < input.Count; i++)
            {
                TF_TString.Empty((TF_TString*)input.Data + i);
            }
        }
        else
        {
            Allocate(slot, shape, sizeof(TF_TString));
            NativeMemory.Clear(input.Data, (nuint)input.Count * (nuint)sizeof(TF_TString));
        }
    }

    public override void SetText(int slot, nint index, ReadOnlySpan<byte> bytes)
    {
        ref var input = ref _inputs[slot];
        RequireText(input.Type, isText: true);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((nuint)index, (nuint)input.Count, nameof(index));
        var element = (TF_TString*)input.Data + index;
        if (bytes.Length <= TF_TString.SmallCapacity && !element->IsLarge)
        {
            TF_TString.WriteSmall(element, bytes);
            return;
        }

        fixed (byte* start = bytes)
        {
            _functions.TF_StringCopy(element, start, (nuint)bytes.Length);
        }
    }

    /// <summary>Whether nothing but this frame refers to an input's memory. A variable may: one that was assigned the input holds that very memory.</summary>
    private bool IsOurs(int slot) => _functions.TF_TensorMaybeMove(InputTensors[slot]) is not null;

    private void Allocate(int slot, ReadOnlySpan<long> shape, int elementSize)
    {
        RequireOpen();
        ref var input = ref _inputs[slot];
        long count = Count(shape);
        nuint length = checked((nuint)count * (nuint)elementSize);
        LetGo(slot);

        // TensorFlow's allocator, asked for more than there is, waits ten seconds for some of it to be freed.
        if (length > LargeInput && length > (nuint)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
        {
            throw TooLarge(slot, length);
        }

        fixed (long* dimensions = shape)
        {
            var tensor = _functions.TF_AllocateTensor(input.Type, dimensions, shape.Length, length);
            InputTensors[slot] = tensor;
            byte* data = tensor is null ? null : _functions.TF_TensorData(tensor);
            if (tensor is null || (data is null && length > 0))
            {
                _tensors.Delete(ref InputTensors[slot]);
                throw TooLarge(slot, length);
            }

            input.Set(shape, count, data);
        }
    }

    private ModelRunException TooLarge(int slot, nuint length) =>
        new(_plan.Model, _plan.Key, ModelErrorCode.ResourceExhausted, $"{_plan.Model}, signature '{_plan.Key}': there is no memory for the {length} bytes of input {slot}.");

    private void LetGo(int slot)
    {
        ref var place = ref InputTensors[slot];
        if (place is not null && _inputs[slot].Type == DataType.String && !IsOurs(slot))
        {
            _session.Held.Add(place);
            place = null;
        }

        _tensors.Delete(ref place);
        _inputs[slot].Forget();
    }

    private static long Count(ReadOnlySpan<long> shape)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape.Length, MostAxes, nameof(shape));
        long count = 1, nonEmpty = 1;
        foreach (long dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension, nameof(shape));
            count = checked(count * dimension);

            // TensorFlow multiplies in its own order and ends the process on an overflow, also beside an axis of length 0.
            nonEmpty = checked(nonEmpty * Math.Max(dimension, 1));
        }

        return count;
    }

    private void RequireText(DataType type, bool isText)
    {
        if ((type == DataType.String) != isText)
        {
            throw new InvalidOperationException($"{_plan.Model}, signature '{_plan.Key}': a tensor of {type.ToWord()} was taken for {(isText ? "text" : "numbers")}.");
        }
    }

    /// <summary>What is known of an input's tensor without asking TensorFlow.</summary>
    private struct InputSlot(DataType type)
    {
        private long[] _shape = [];
        private int _rank = -1;

        public readonly DataType Type => type;

        public int ElementSize { get; } = DataTypes.SizeOf(type);

        public byte* Data { get; private set; }

        public long Count { get; private set; }

        public readonly ReadOnlySpan<long> Shape => _shape.AsSpan(0, _rank);

        public readonly bool Has(ReadOnlySpan<long> shape) => _rank == shape.Length && Shape.SequenceEqual(shape);

        public void Set(ReadOnlySpan<long> shape, long count, byte* data)
        {
            if (_shape.Length < shape.Length)
            {
                _shape = new long[shape.Length];
            }

            shape.CopyTo(_shape);
            _rank = shape.Length;
            Count = count;
            Data = data;
        }

        public void Forget()
        {
            _rank = -1;
            Count = 0;
            Data = null;
        }
    }
}
