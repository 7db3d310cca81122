using Microsoft.Extensions.Logging;
using TypedModels.Engines;
using TypedModels.TensorFlow.Sharing;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// A loaded model. What TensorFlow holds for it may be used by other loads of the same model, which find there what they would have made themselves, and by models that use its variables. Before
/// it changes anything that the former would see, it gets a session of its own.
/// </summary>
internal sealed class TensorFlowSession : EngineSession
{
    private readonly Lock _gate = new();
    private readonly List<LoadedModel> _left = [];
    private readonly string _model;
    private readonly ILogger? _log;
    private LoadedModel _loaded;
    private bool _isDisposed;

    public TensorFlowSession(string engine, string model, LoadedModel loaded, ILogger? log)
    {
        EngineName = engine;
        _model = model;
        _loaded = loaded;
        _log = log;
        if (log is not null)
        {
            NativeLog.Add(log);
        }
    }

    public override string EngineName { get; }

    /// <summary>False: the C API cannot end a call. It ends at a deadline, where an operation looks for it.</summary>
    public override bool CanStopCalls => false;

    /// <summary>True: a variable is the same for all models of a session.</summary>
    public override bool KeepsSharedValuesOnce => true;

    /// <summary>Loads the model into a session that no other load uses; null where there is nothing to change in it, or no other load ever uses its session.</summary>
    public Func<CancellationToken, LoadedModel>? LoadAgain { get; init; }

    /// <summary>The model in its session.</summary>
    public GraphPart Part => _loaded.Part;

    public override CallFrame CreateFrame(int signature)
    {
        var (part, plans) = _loaded;
        return new TensorFlowFrame(part, plans[signature]);
    }

    public override EngineSession OpenSharing(
        EngineModel model, IReadOnlyList<SharedVariable> shared, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
    {
        var owner = AcquireAlone(cancellationToken);
        try
        {
            var loaded = new SharedLoad(EngineName, owner, model, shared, options, progress, cancellationToken).Run();
            return new TensorFlowSession(EngineName, model.Name, loaded, options.Log);
        }
        finally
        {
            owner.Release();
        }
    }

    public override PreparedRestore Prepare(IReadOnlyList<VariableValue> values, CancellationToken cancellationToken)
    {
        LoadedModel loaded;
        lock (_gate)
        {
            loaded = Open();
        }

        if (LoadAgain is null || loaded.Part.Native.TryWithdraw())
        {
            return new VariableRestore(this, loaded.Part.Variables.Take(_model, values, cancellationToken), null, loaded);
        }

        return PrepareAlone(values, loaded, cancellationToken);
    }

    public override void ReadVariables(IReadOnlyList<EngineVariable> variables, VariableReader read) => Open().Part.Variables.Read(_model, variables, read);

    /// <summary>Makes a prepared change.</summary>
    /// <param name="values">The values.</param>
    /// <param name="replacement">The model in a session of its own that has them already, or null.</param>
    /// <param name="prepared">The model as it was when the change was prepared.</param>
    /// <returns>Whether the replacement is in use now.</returns>
    public bool Commit(VariableTensors values, LoadedModel? replacement, LoadedModel prepared)
    {
        lock (_gate)
        {
            var loaded = Open();
            bool isReplaced = replacement is not null && ReferenceEquals(loaded, prepared);
            if (isReplaced)
            {
                _left.Add(loaded);
                _loaded = replacement!;
            }
            else
            {
                loaded.Part.Variables.Replace(_model, values);
            }

            // No frame is in use.
            LeaveOthers();
            return isReplaced;
        }
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (_log is not null)
            {
                NativeLog.Remove(_log);
            }

            LeaveOthers();
            _loaded.Part.Release();
        }
    }

    private VariableRestore PrepareAlone(IReadOnlyList<VariableValue> values, LoadedModel loaded, CancellationToken cancellationToken)
    {
        var replacement = LoadAgain!(cancellationToken);
        VariableTensors? tensors = null;
        try
        {
            tensors = replacement.Part.Variables.Take(_model, values, cancellationToken);
            replacement.Part.Variables.Replace(_model, tensors);
            return new VariableRestore(this, tensors, replacement, loaded);
        }
        catch
        {
            tensors?.Dispose();
            replacement.Part.Release();
            throw;
        }
    }

    /// <summary>The model in a session that no other load of it uses, in use once more. Frames that are there go on with the session that they have, which answers the same.</summary>
    private GraphPart AcquireAlone(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var loaded = Open();
            if (LoadAgain is not null && !loaded.Part.Native.TryWithdraw())
            {
                _loaded = LoadAgain(cancellationToken);
                _left.Add(loaded);
            }

            _loaded.Part.TryAcquire();
            return _loaded.Part;
        }
    }

    private void LeaveOthers()
    {
        _left.ForEach(loaded => loaded.Part.Release());
        _left.Clear();
    }

    private LoadedModel Open()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _loaded;
    }
}
