using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Sharing;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Loading;

/// <summary>One load of one model: the graph is imported, a session made on it, the model's own operations restore and initialise it. A second load of the same uses the session of the first.</summary>
internal sealed class ModelLoad(
    TensorFlowLibrary library, string engine, EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
{
    private readonly LoadError _error = new(engine, model, PartNames.Own);
    private readonly ILogger _log = options.Log ?? NullLogger.Instance;

    /// <summary>Loads the model. What was made for it before a failure is freed.</summary>
    public TensorFlowSession Run()
    {
        Step(LoadStep.Importing);
        LoadFiles.Check(model, _error);
        var key = SharingKey.Of(model, options);
        var loaded = key is null ? Load() : Join(key);
        return new TensorFlowSession(engine, model.Name, loaded, options.Log) { LoadAgain = key is null || model.Variables.Count == 0 ? null : token => LoadAgain(key, token) };
    }

    private LoadedModel Join(SharingKey key)
    {
        LoadedModel? own = null;
        var part = library.Sessions.Open(key, () => (own = Load()).Part, cancellationToken);
        if (own is not null)
        {
            return own;
        }

        library.Settings.Join(model.Name, options, _log);
        try
        {
            return new LoadedModel(part, Plans(new TensorResolver(part.Native.Graph, PartNames.Own, _error)));
        }
        catch
        {
            part.Release();
            throw;
        }
    }

    private LoadedModel LoadAgain(SharingKey key, CancellationToken token)
    {
        if (!key.Equals(SharingKey.Of(model, options)))
        {
            throw new ModelException(model.Name, $"{model.Name} shares its variables with other instances, and cannot get its own since the files it was loaded from have changed. Load it again.");
        }

        return new ModelLoad(library, engine, model, options, _ => { }, token).Load();
    }

    private LoadedModel Load()
    {
        var graph = VariableGraph.Of(model, _error);
        try
        {
            return Load(graph, isFastAllowed: true);
        }
        catch (ModelLoadException e) when (e.InnerException is TensorFlowException inner && GraphTraits.IsRefusalOfTheFastExecutor(inner))
        {
            _log.FastExecutorRefused(model.Name, inner.Message);
        }

        return Load(graph, isFastAllowed: false);
    }

    private LoadedModel Load(VariableGraph source, bool isFastAllowed)
    {
        var graph = new GraphHandle(library);
        NativeSession? native = null;
        try
        {
            Import(graph, source.GraphDef);
            var tensors = new TensorResolver(graph, PartNames.Own, _error);
            var plans = Plans(tensors);
            bool isSingleThreaded = isFastAllowed && !GraphTraits.NeedsDefaultExecutor(graph, source.GraphDef);
            native = new NativeSession(library, graph, Create(graph, isSingleThreaded), isSingleThreaded);
            Extend(native.Session);
            var variables = new SessionVariables(native, PartNames.Own, source.Find(tensors));
            new ModelStart(model, native, tensors, variables, _error, Step, cancellationToken).Run();
            return new LoadedModel(new GraphPart(native, PartNames.Own, variables), plans);
        }
        catch
        {
            native?.Release();
            graph.Dispose();
            throw;
        }
    }

    private void Import(GraphHandle graph, ReadOnlyMemory<byte> graphDef)
    {
        try
        {
            graph.Import(graphDef, options.Device);
        }
        catch (TensorFlowException e)
        {
            throw _error.Importing(e);
        }
    }

    private SessionHandle Create(GraphHandle graph, bool isSingleThreaded)
    {
        try
        {
            return library.Settings.Claim(model.Name, options, _log, settings =>
                new SessionHandle(library, graph, SessionConfig.Write(settings, options.SoftPlacement, isSingleThreaded), LoadFiles.SizeInMemory(model)));
        }
        catch (TensorFlowException e)
        {
            throw _error.Starting(e);
        }
    }

    private void Extend(SessionHandle session)
    {
        try
        {
            session.Extend();
        }
        catch (TensorFlowException e)
        {
            throw _error.Starting(e);
        }
    }

    private SignaturePlan[] Plans(TensorResolver tensors) => [.. model.Signatures.Select(signature => new SignaturePlan(model.Name, signature, tensors))];

    private void Step(LoadStep step)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress(step);
    }
}
