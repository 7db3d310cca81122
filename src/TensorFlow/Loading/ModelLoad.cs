using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedModels.Engines;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>One load of one model: the graph is imported, a session made on it, the model's own operations restore and initialise it.</summary>
internal sealed unsafe class ModelLoad(
    TensorFlowLibrary library, string engine, EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
{
    private readonly LoadError _error = new(engine, model);
    private readonly ILogger _log = options.Log ?? NullLogger.Instance;

    /// <summary>Loads the model. What was made for it before a failure is freed.</summary>
    public TensorFlowSession Run()
    {
        Step(LoadStep.Importing);
        LoadFiles.Check(model, _error);
        var graph = new GraphHandle(library);
        SessionHandle? session = null;
        try
        {
            Import(graph);
            var tensors = new TensorResolver(graph, _error);
            var plans = model.Signatures.Select(signature => new SignaturePlan(model.Name, signature, tensors)).ToArray();
            session = Open(graph, tensors);
            return new TensorFlowSession(library, engine, graph, session, plans, options.Log);
        }
        catch
        {
            session?.Dispose();
            graph.Dispose();
            throw;
        }
    }

    private void Import(GraphHandle graph)
    {
        try
        {
            graph.Import(model.GraphDef, options.Device);
        }
        catch (TensorFlowException e)
        {
            throw _error.Importing(e);
        }
    }

    /// <summary>Makes a session and fills it, with the fast executor where the graph allows it.</summary>
    private SessionHandle Open(GraphHandle graph, TensorResolver tensors)
    {
        bool isSingleThreaded = !GraphTraits.NeedsDefaultExecutor(graph, model.GraphDef);
        if (isSingleThreaded)
        {
            try
            {
                return Fill(Create(graph, isSingleThreaded), tensors);
            }
            catch (ModelLoadException e) when (e.InnerException is TensorFlowException inner && GraphTraits.IsRefusalOfTheFastExecutor(inner))
            {
                _log.FastExecutorRefused(model.Name, inner.Message);
            }
        }

        return Fill(Create(graph, isSingleThreaded: false), tensors);
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

    private SessionHandle Fill(SessionHandle session, TensorResolver tensors)
    {
        try
        {
            try
            {
                session.Extend();
            }
            catch (TensorFlowException e)
            {
                throw _error.Starting(e);
            }

            Restore(session, tensors);
            Initialise(session, tensors);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void Restore(SessionHandle session, TensorResolver tensors)
    {
        if (model.Restore is not { } restore)
        {
            return;
        }

        Step(LoadStep.Restoring);
        var run = new OperationRun(library, session, AssetFeeds(tensors));
        run.Feed(tensors.Text(restore.FileNameTensor, "the checkpoint's path"), restore.Prefix);
        var operation = tensors.Operation(restore.Operation, "restores the variables");
        try
        {
            run.Run(operation);
        }
        catch (TensorFlowException e)
        {
            throw _error.Restoring(e, restore);
        }
    }

    private void Initialise(SessionHandle session, TensorResolver tensors)
    {
        if (model.Initialisers.Count == 0)
        {
            return;
        }

        Step(LoadStep.Initialising);
        var run = new OperationRun(library, session, AssetFeeds(tensors));
        foreach (string name in model.Initialisers)
        {
            var operation = tensors.Operation(name, "initialises the model");
            try
            {
                run.Run(operation);
            }
            catch (TensorFlowException e)
            {
                throw _error.Initialising(e, name);
            }
        }
    }

    private List<(TF_Output Tensor, string Value)> AssetFeeds(TensorResolver tensors) =>
        [.. model.Assets.Select(asset => (tensors.Text(asset.Tensor, "an asset's path"), asset.Path))];

    private void Step(LoadStep step)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress(step);
    }
}
