using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

internal sealed unsafe partial class TensorFlowFrame
{
    public override ReadOnlySpan<long> OutputShape(int slot)
    {
        int source = _plan.OutputSources[slot];
        return source < 0 ? _inputs[~source].Shape : Read(slot).Shape;
    }

    public override ref readonly byte Output(int slot)
    {
        RequireText(_plan.OutputTypes[slot], isText: false);
        int source = _plan.OutputSources[slot];
        return ref *(source < 0 ? _inputs[~source].Data : Read(slot).Data);
    }

    public override ReadOnlySpan<byte> OutputText(int slot, nint index)
    {
        RequireText(_plan.OutputTypes[slot], isText: true);
        int source = _plan.OutputSources[slot];
        long count = source < 0 ? _inputs[~source].Count : Read(slot).Count;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((nuint)index, (nuint)count, nameof(index));
        byte* data = source < 0 ? _inputs[~source].Data : _outputs[slot].Data;
        return TF_TString.Read((TF_TString*)data + index);
    }

    private ref OutputSlot Read(int slot)
    {
        ref var output = ref _outputs[slot];
        if (output.Rank == OutputSlot.Unread)
        {
            RequireOpen();
            var tensor = FetchedTensors[_plan.OutputSources[slot]];
            if (tensor is null)
            {
                throw new InvalidOperationException($"{_plan.Model}, signature '{_plan.Key}': output {slot} is read, but the last call left none.");
            }

            output.Read(_functions, tensor);
        }

        return ref output;
    }

    /// <summary>What is known of an output's tensor once it was looked at.</summary>
    private struct OutputSlot()
    {
        public const int Unread = -1;

        private long[] _shape = [];

        public int Rank { get; set; } = Unread;

        public byte* Data { get; private set; }

        public long Count { get; private set; }

        public readonly ReadOnlySpan<long> Shape => _shape.AsSpan(0, Rank);

        public void Read(TensorFunctions functions, TF_Tensor* tensor)
        {
            int rank = functions.TF_NumDims(tensor);
            if (_shape.Length < rank)
            {
                _shape = new long[rank];
            }

            long count = 1;
            for (int axis = 0; axis < rank; axis++)
            {
                _shape[axis] = functions.TF_Dim(tensor, axis);
                count *= _shape[axis];
            }

            Rank = rank;
            Count = count;
            Data = functions.TF_TensorData(tensor);
        }
    }
}
