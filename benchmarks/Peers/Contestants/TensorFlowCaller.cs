using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.Benchmarks;

/// <summary>The bare loop around <c>TF_SessionRun</c>: the inputs stay where they are, the outputs, which are new in each call, are freed before the next.</summary>
internal sealed unsafe class TensorFlowCaller : Caller
{
    private readonly TensorFlowLibrary _library;
    private readonly TF_Session* _session;
    private readonly ModelCase _model;
    private readonly TF_Output[] _fed;
    private readonly TF_Output[] _fetched;
    private readonly bool _isOnCallersThread;
    private readonly StatusHandle _status;
    private readonly TensorTable _inputs;
    private readonly TensorTable _outputs;

    public TensorFlowCaller(TensorFlowLibrary library, TF_Session* session, ModelCase model, TF_Output[] fed, TF_Output[] fetched, bool isOnCallersThread)
    {
        _library = library;
        _session = session;
        _model = model;
        _fed = fed;
        _fetched = fetched;
        _isOnCallersThread = isOnCallersThread;
        _status = new StatusHandle(library);
        _inputs = new TensorTable(library, fed.Length);
        _outputs = new TensorTable(library, fetched.Length);
        for (int i = 0; i < fed.Length; i++)
        {
            _inputs.Pointer[i] = Create(model.Inputs[i]);
        }
    }

    public override void Call(int calls)
    {
        var run = _library.Session.TF_SessionRun;
        fixed (byte* bytes = RunOptions.OnCallersThread)
        fixed (TF_Output* fed = _fed, fetched = _fetched)
        {
            var buffer = RunOptions.Buffer(bytes, RunOptions.OnCallersThread.Length);
            var options = _isOnCallersThread ? &buffer : null;
            for (int call = 0; call < calls; call++)
            {
                _outputs.Clear(0);
                run(_session, options, fed, _inputs.Pointer, _fed.Length, fetched, _outputs.Pointer, _fetched.Length, null, 0, null, _status.Pointer);
                _status.ThrowOnError();
            }
        }
    }

    public override OutputValue Output(int index)
    {
        var tensor = _outputs.Pointer[index];
        long[] shape = [.. Enumerable.Range(0, _library.Tensor.TF_NumDims(tensor)).Select(axis => Length(_outputs.Pointer[index], axis))];
        byte* elements = _library.Tensor.TF_TensorData(tensor);
        return new OutputValue(shape, _model.Outputs[index].DataType == DataType.String
            ? Texts((TF_TString*)elements, OutputValue.CountOf(shape))
            : new Span<byte>(elements, OutputValue.SizeOf(shape, _model.Outputs[index].DataType)).ToArray());
    }

    public override void Dispose()
    {
        _inputs.Dispose();
        _outputs.Dispose();
        _status.Dispose();
    }

    private long Length(TF_Tensor* tensor, int axis) => _library.Tensor.TF_Dim(tensor, axis);

    private static byte[] Texts(TF_TString* elements, int count)
    {
        var texts = new TextElements();
        for (int i = 0; i < count; i++)
        {
            texts.Add(TF_TString.Read(elements + i));
        }

        return texts.Written.ToArray();
    }

    private TF_Tensor* Create(CaseInput input)
    {
        fixed (long* shape = input.Shape)
        {
            var tensor = _library.Tensor.TF_AllocateTensor(input.DataType, shape, input.Shape.Length, (nuint)input.Elements.Length);
            input.Elements.CopyTo(new Span<byte>(_library.Tensor.TF_TensorData(tensor), input.Elements.Length));
            return tensor;
        }
    }
}
