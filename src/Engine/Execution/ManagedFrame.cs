using TypedModels.Engine.Compute;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;
using TypedModels.Engine.Profiling;
using TypedModels.Engines;
using TypedModels.Engines.Profiling;

namespace TypedModels.Engine.Execution;

/// <summary>One call at a time of one signature. A call that repeats the sizes of an earlier one allocates nothing.</summary>
/// <remarks>Not for several threads at once. Whoever uses the memory it hands out keeps the frame alive.</remarks>
internal sealed class ManagedFrame : CallFrame
{
    private readonly string _model;
    private readonly EngineSignature _signature;
    private readonly StoragePool _pool;
    private readonly TextArena _texts;
    private readonly TextArena _inputTexts;
    private readonly StopSignal _stop = new();
    private readonly KernelContext _context;
    private readonly PlanFrame _frame;
    private readonly Tensor[] _arguments;
    private readonly ShapedFrames? _shaped;
    private readonly long[][] _outputShapes;
    private PlanFrame _run;
    private bool _haveShapesChanged = true;
    private bool _mayHoldResults;
    private bool _isDisposed;

    /// <param name="model">The model's name, for messages.</param>
    /// <param name="signature">What is called.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="workers">The threads that help.</param>
    /// <param name="resources">The state of the loaded model.</param>
    public ManagedFrame(string model, EngineSignature signature, Plan plan, WorkerPool workers, SessionResources resources)
    {
        _model = model;
        _signature = signature;
        _pool = new StoragePool(resources.Budget);
        _texts = new TextArena(resources.Budget);
        _inputTexts = new TextArena(resources.Budget);
        _context = new KernelContext(_pool, _texts, _stop, workers, resources);
        _frame = PlanFrame.Create(plan);
        _arguments = [.. Enumerable.Range(0, signature.Inputs.Count).Select(_frame.Argument)];
        _run = _frame;
        _shaped = plan is StepPlan { Shaped: { } plans } ? new ShapedFrames(plans, _frame, plan.ArgumentCount) : null;
        _outputShapes = new long[signature.Outputs.Count][];
    }

    public override unsafe ref byte Input(int slot, ReadOnlySpan<long> shape) => ref *Place(slot, shape).Pointer;

    public override void InputText(int slot, ReadOnlySpan<long> shape) => Place(slot, shape).WritableTexts.Clear();

    public override void SetText(int slot, nint index, ReadOnlySpan<byte> bytes) => _arguments[slot].WritableTexts[checked((int)index)] = _inputTexts.Copy(bytes);

    public override void Run(in CallLimits limits)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ReleaseOutputs();
        RequireInputs();
        _stop.Arm(limits.Deadline, limits.Token);
        _context.Recorder?.BeginCall();
        _mayHoldResults = true;
        try
        {
            if (_shaped is not null)
            {
                _run = _shaped.Choose(_haveShapesChanged);
                _haveShapesChanged = false;
            }

            _run.Run(_context);
            _context.Recorder?.EndCall(_context);
        }
        catch (NodeFailure failure)
        {
            throw new ModelRunException(
                _model,
                _signature.Key,
                failure.Code,
                $"{_model}, signature '{_signature.Key}': {failure.Message} (node {failure.Node}, operation {failure.Operation})",
                failure.Node,
                failure.Operation,
                failure);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{_model}, signature '{_signature.Key}': {exception.Message}", exception);
        }
        finally
        {
            _stop.Disarm();
        }
    }

    public override void Profile(CallProfile? profile) => _context.Recorder = profile is null ? null : new CallRecorder(profile);

    public override ReadOnlySpan<long> OutputShape(int slot)
    {
        var shape = Result(slot).Shape;
        if (_outputShapes[slot] is not { } lengths || lengths.Length != shape.Rank)
        {
            _outputShapes[slot] = lengths = new long[shape.Rank];
        }

        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return lengths;
    }

    public override unsafe ref readonly byte Output(int slot) => ref *Result(slot).Pointer;

    public override ReadOnlySpan<byte> OutputText(int slot, nint index) => Result(slot).Texts[checked((int)index)].Span;

    public override void Clear()
    {
        ReleaseOutputs();
        _inputTexts.Clear();
        _pool.EndCall();
    }

    public override void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            ReleaseOutputs();
            _frame.ReleaseArguments();
            _pool.Dispose();
            _texts.Dispose();
            _inputTexts.Dispose();
        }
    }

    private Tensor Place(int slot, ReadOnlySpan<long> lengths)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var tensor = _arguments[slot];
        if (tensor.IsExclusive && tensor.Shape.Is(lengths))
        {
            return tensor;
        }

        try
        {
            var shape = Shape.From(lengths);
            tensor.Release();
            _haveShapesChanged = true;
            _context.Allocate(tensor, _signature.Inputs[slot].DataType, shape);
            return tensor;
        }
        catch (OperationException exception)
        {
            throw new ModelRunException(_model, _signature.Key, exception.Code, $"{_model}, signature '{_signature.Key}', input {slot}: {exception.Message}", inner: exception);
        }
    }

    private void RequireInputs()
    {
        for (int slot = 0; slot < _arguments.Length; slot++)
        {
            if (!_arguments[slot].HasValue)
            {
                throw new InvalidOperationException($"{_model}, signature '{_signature.Key}': input {slot} was not written.");
            }
        }
    }

    private Tensor Result(int slot) =>
        _run.Result(slot) is { HasValue: true } result && !_isDisposed
            ? result
            : throw new InvalidOperationException($"{_model}, signature '{_signature.Key}': output {slot} is read, but the last call left none.");

    private void ReleaseOutputs()
    {
        if (_mayHoldResults)
        {
            _mayHoldResults = false;
            _run.ReleaseResults();
            _texts.Clear();
        }
    }
}
