using TypedModels.Engines;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// One call at a time of one signature. Inputs are written into tensors of TensorFlow's own allocator, which are kept from call to call; outputs are read where TensorFlow left them.
/// A call that repeats the shapes of the last one allocates nothing and calls TensorFlow once, besides freeing the outputs.
/// </summary>
/// <remarks>Not for several threads at once. Whoever uses the memory it hands out keeps the frame alive.</remarks>
internal sealed unsafe partial class TensorFlowFrame : CallFrame
{
    private readonly GraphPart _part;
    private readonly SignaturePlan _plan;
    private readonly TensorFunctions _functions;
    private readonly StatusHandle _status;
    private readonly TensorTable _tensors;
    private readonly InputSlot[] _inputs;
    private readonly OutputSlot[] _outputs;
    private bool _hasRun;

    /// <param name="part">The model; calls run only while it is in use.</param>
    /// <param name="plan">The signature.</param>
    public TensorFlowFrame(GraphPart part, SignaturePlan plan)
    {
        var library = part.Native.Library;
        _part = part;
        _plan = plan;
        _functions = library.Tensor;
        _status = new StatusHandle(library);
        _tensors = new TensorTable(library, plan.InputTypes.Length + plan.FetchedCount);
        _inputs = Array.ConvertAll(plan.InputTypes, type => new InputSlot(type));
        _outputs = Array.ConvertAll(plan.OutputTypes, _ => new OutputSlot());
    }

    private TF_Tensor** InputTensors => _tensors.Pointer;

    private TF_Tensor** FetchedTensors => _tensors.Pointer + _inputs.Length;

    public override void Run(in CallLimits limits)
    {
        RequireOpen();
        Clear();
        for (int slot = 0; slot < _inputs.Length; slot++)
        {
            if (InputTensors[slot] is null)
            {
                throw new InvalidOperationException($"{_plan.Model}, signature '{_plan.Key}': input {slot} was not written.");
            }
        }

        // What only hands inputs back has nothing for TensorFlow to do, which refuses to run nothing.
        _hasRun = true;
        if (_plan.FetchedCount > 0)
        {
            Run(limits.Deadline is { } deadline ? RunOptions.WithDeadline(deadline) : RunOptions.OnCallersThread, limits.Deadline);
        }
    }

    public override void Clear()
    {
        if (!_hasRun || _tensors.IsClosed)
        {
            return;
        }

        _hasRun = false;
        _tensors.Clear(_inputs.Length);
        foreach (ref var output in _outputs.AsSpan())
        {
            output.Rank = OutputSlot.Unread;
        }
    }

    public override void Dispose()
    {
        Clear();
        for (int slot = 0; slot < _inputs.Length && !_tensors.IsClosed; slot++)
        {
            LetGo(slot);
        }

        _tensors.Dispose();
        _status.Dispose();
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_tensors.IsClosed, this);

    private void Run(ReadOnlySpan<byte> options, TimeSpan? deadline)
    {
        var native = _part.Native;
        fixed (byte* bytes = options)
        {
            var buffer = RunOptions.Buffer(bytes, options.Length);
            native.Library.Session.TF_SessionRun(
                native.Session.Pointer, &buffer, _plan.Fed, InputTensors, _inputs.Length, _plan.Fetched, FetchedTensors, _plan.FetchedCount, null, 0, null, _status.Pointer);
        }

        if (_status.Code is not ModelErrorCode.Ok and var code)
        {
            throw RunError.Translate(_part, _plan, code, _status.Message, deadline);
        }

        // The finalizers of the handles may run as soon as nothing refers to them: not while TensorFlow uses what they stand for.
        GC.KeepAlive(this);
    }
}
