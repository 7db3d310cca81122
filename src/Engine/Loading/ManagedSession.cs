using TypedModels.Engine.Compute;
using TypedModels.Engine.Execution;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;
using TypedModels.Engines;

namespace TypedModels.Engine.Loading;

/// <summary>A loaded model: the plans of its signatures and its state.</summary>
internal sealed class ManagedSession : EngineSession
{
    private readonly EngineModel _model;
    private readonly SignaturePlanner _planner;
    private readonly ModelVariables _variables;
    private readonly WorkerPool _workers;
    private readonly SessionResources _resources;
    private volatile SignaturePlan[] _plans = [];
    private bool _isDisposed;

    /// <param name="model">What was loaded.</param>
    /// <param name="planner">Plans its signatures again.</param>
    /// <param name="plans">The plan of each signature.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="workers">The threads that help, ended with the session where they are its own.</param>
    /// <param name="resources">The state.</param>
    public ManagedSession(EngineModel model, SignaturePlanner planner, SignaturePlan[] plans, ModelVariables variables, WorkerPool workers, SessionResources resources)
    {
        _model = model;
        _planner = planner;
        _variables = variables;
        _workers = workers;
        _resources = resources;
        Use(plans);
    }

    public override string EngineName => Engine.EngineName.Text;

    /// <summary>True: every step and every long kernel looks at the token.</summary>
    public override bool CanStopCalls => true;

    public override bool CanProfileCalls => true;

    public override bool WritesSharedVariables => WritesBorrowed;

    /// <summary>Whether signatures write variables of another model.</summary>
    public bool WritesBorrowed { private get; init; }

    public override CallFrame CreateFrame(int signature) => new ManagedFrame(_model.Name, _model.Signatures[signature], _plans[signature].Plan, _workers, _resources);

    public override EngineSession OpenSharing(
        EngineModel model, IReadOnlyList<SharedVariable> shared, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var borrowed = shared.Select(variable => new BorrowedVariable(variable.Node, _model.Name, variable.OwnersNode, FindOwn(model, variable))).ToArray();
        return new ModelLoad(model, borrowed, options, progress, cancellationToken).Run();
    }

    public override PreparedRestore Prepare(IReadOnlyList<VariableValue> values, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        for (bool isLast = false; ; isLast = true)
        {
            try
            {
                var read = _variables.Read(values, cancellationToken);
                return new ManagedRestore(this, read, _planner.PlanAgain(_plans, read, cancellationToken));
            }
            catch (OperationException exception) when (isLast || exception.Code != ModelErrorCode.ResourceExhausted)
            {
                throw new ModelException(_model.Name, $"{_model.Name} cannot take other values for its variables: {exception.Message}", exception);
            }
            catch (OperationException)
            {
                // What earlier restores let go of counts until it is collected.
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    public override void ReadVariables(IReadOnlyList<EngineVariable> variables, VariableReader read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        foreach (var variable in variables)
        {
            var value = Read(variable);
            long[] shape = Array.ConvertAll(value.Shape.Lengths.ToArray(), length => (long)length);
            bool isText = value.Type == DataType.String;
            read(variable, shape, isText ? [] : value.Bytes, isText ? value.Texts.ToArray() : null);
            GC.KeepAlive(value);
        }
    }

    public override void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Use([]);
        _variables.Dispose();
        if (_workers != WorkerPool.Shared)
        {
            _workers.Dispose();
        }

        _resources.Dispose();
    }

    /// <summary>Gives variables their values and lets new frames run other plans. No frame is in use.</summary>
    internal void Commit(Dictionary<Variable, Tensor> values, SignaturePlan[] plans)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        foreach (var (variable, value) in values)
        {
            lock (variable.Writing)
            {
                variable.Value = value;
            }
        }

        Use(plans);
    }

    private void Use(SignaturePlan[] plans)
    {
        var before = _plans;
        foreach (var variable in plans.SelectMany(plan => plan.Reached))
        {
            variable.AddReader();
        }

        _plans = plans;
        foreach (var variable in before.SelectMany(plan => plan.Reached))
        {
            variable.RemoveReader();
        }

        _variables.LetGo();
    }

    private Variable FindOwn(EngineModel model, SharedVariable shared) => _variables.Find(shared.OwnersNode) ?? throw new ModelLoadException(
        model.Name, model.Source, $"{model.Name} cannot be loaded from {model.Source}: its variable '{shared.Node}' is to be {_model.Name}'s variable '{shared.OwnersNode}', which {_model.Name} does not have.");

    private Tensor Read(EngineVariable variable)
    {
        try
        {
            var found = _variables.Find(variable.Node) ?? throw OperationException.InvalidArgument($"it has no variable '{variable.Node}'.");
            var value = found.Read();
            return value.ByteLength <= int.MaxValue ? value : throw OperationException.ResourceExhausted($"its variable '{variable.Node}' takes {value.ByteLength} bytes; at most {int.MaxValue} can be read.");
        }
        catch (OperationException exception)
        {
            throw new ModelException(_model.Name, $"A variable of {_model.Name} cannot be read: {exception.Message}", exception);
        }
    }
}
