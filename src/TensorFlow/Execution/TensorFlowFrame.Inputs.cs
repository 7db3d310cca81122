using System.Runtime.InteropServices;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

internal sealed unsafe partial class TensorFlowFrame
{
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
        long count = TensorMemory.Count(shape);
        nuint length = checked((nuint)count * (nuint)elementSize);
        LetGo(slot);
        InputTensors[slot] = TensorMemory.Allocate(_functions, input.Type, shape, length);
        if (InputTensors[slot] is null)
        {
            throw TooLarge(slot, length);
        }

        input.Set(shape, count, _functions.TF_TensorData(InputTensors[slot]));
    }

    private ModelRunException TooLarge(int slot, nuint length) =>
        new(_plan.Model, _plan.Key, ModelErrorCode.ResourceExhausted, $"{_plan.Model}, signature '{_plan.Key}': there is no memory for the {length} bytes of input {slot}.");

    private void LetGo(int slot)
    {
        ref var place = ref InputTensors[slot];
        if (place is not null && _inputs[slot].Type == DataType.String && !IsOurs(slot))
        {
            _part.Native.Held.Add(place);
            place = null;
        }

        _tensors.Delete(ref place);
        _inputs[slot].Forget();
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
