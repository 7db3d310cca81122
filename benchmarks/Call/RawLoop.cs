using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.Benchmarks;

/// <summary>What a careful caller of the C API writes by hand: the same function pointers, session and run options as the engine, nothing else around them.</summary>
internal sealed unsafe class RawLoop : Contestant
{
    private const int Count = 3;

    private readonly TensorFlowSession _session;
    private readonly bool _reusesInputs;
    private readonly StatusHandle _status;
    private readonly TF_Output[] _fed;
    private readonly TF_Output[] _fetched;

    public RawLoop(TensorFlowSession session, bool reusesInputs)
        : base(reusesInputs ? "raw loop, inputs reused" : "raw loop, inputs allocated")
    {
        _session = session;
        _reusesInputs = reusesInputs;
        _status = new StatusHandle(session.Part.Native.Library);
        _fed = [Find("serving_default_x"), Find("serving_default_y")];
        _fetched = [Find("PartitionedCall")];
    }

    public override void Call(int calls)
    {
        var library = _session.Part.Native.Library;
        var (tensors, run) = (library.Tensor, library.Session);
        var session = _session.Part.Native.Session.Pointer;
        var status = _status.Pointer;
        var options = RunOptions.OnCallersThread;
        var inputs = stackalloc TF_Tensor*[2];
        TF_Tensor* output;
        long length = Count;
        fixed (byte* bytes = options)
        fixed (TF_Output* fed = _fed, fetched = _fetched)
        {
            var buffer = RunOptions.Buffer(bytes, options.Length);
            for (int call = 0; call < calls; call++)
            {
                if (inputs[0] is null)
                {
                    inputs[0] = tensors.TF_AllocateTensor(DataType.Float, &length, 1, Count * sizeof(float));
                    inputs[1] = tensors.TF_AllocateTensor(DataType.Float, &length, 1, Count * sizeof(float));
                }

                Left.CopyTo(new Span<float>(tensors.TF_TensorData(inputs[0]), Count));
                Right.CopyTo(new Span<float>(tensors.TF_TensorData(inputs[1]), Count));
                run.TF_SessionRun(session, &buffer, fed, inputs, 2, fetched, &output, 1, null, 0, null, status);
                _status.ThrowOnError();
                new ReadOnlySpan<float>(tensors.TF_TensorData(output), Count).CopyTo(Sum);
                tensors.TF_DeleteTensor(output);
                if (!_reusesInputs)
                {
                    tensors.TF_DeleteTensor(inputs[0]);
                    tensors.TF_DeleteTensor(inputs[1]);
                    inputs[0] = null;
                }
            }
        }

        if (inputs[0] is not null)
        {
            tensors.TF_DeleteTensor(inputs[0]);
            tensors.TF_DeleteTensor(inputs[1]);
        }
    }

    public override void Dispose()
    {
        _status.Dispose();
        base.Dispose();
    }

    private TF_Output Find(string operation) => new() { oper = _session.Part.Native.Graph.Find(operation) };
}
