using System.Security.Cryptography;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Transforms;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;
using TypedModels.TensorFlow.Loading;
using TypedModels.TensorFlow.Variables;

namespace TypedModels.TensorFlow.Sharing;

/// <summary>
/// One load of a model that uses variables of another. Variables are private to a session, so the graph is taken into the other's, under a prefix of its own, and the session is told of it while the
/// other's calls go on.
/// </summary>
internal sealed class SharedLoad
{
    private static int s_last;

    private readonly string _engine;
    private readonly GraphPart _owner;
    private readonly EngineModel _model;
    private readonly IReadOnlyList<SharedVariable> _shared;
    private readonly ModelOptions _options;
    private readonly Action<LoadStep> _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly GraphDocument _document;
    private readonly ModelTargets _targets;
    private LoadError _error;

    /// <param name="engine">The engine and its version.</param>
    /// <param name="owner">What the variables belong to; in use during the load.</param>
    /// <param name="model">What to load.</param>
    /// <param name="shared">The variables that are the owner's.</param>
    /// <param name="options">How to load it.</param>
    /// <param name="progress">Told before each step.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    public SharedLoad(
        string engine, GraphPart owner, EngineModel model, IReadOnlyList<SharedVariable> shared, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
    {
        (_engine, _owner, _model, _shared, _options, _progress, _cancellationToken) = (engine, owner, model, shared, options, progress, cancellationToken);
        _error = new LoadError(engine, model, PartNames.Own);
        _targets = new ModelTargets(model);
        try
        {
            _document = new GraphDocument(model.GraphDef);
        }
        catch (ModelFormatException e)
        {
            throw _error.Damaged(e);
        }
    }

    /// <summary>Loads the model. What was made for it before a failure is freed, or kept for the next load.</summary>
    public LoadedModel Run()
    {
        Step(LoadStep.Importing);
        LoadFiles.Check(_model, _error);
        try
        {
            SharedVariables.Check(_document, _shared, _owner, _error);
            RequireFit();
            string? key = StatelessOperations.LeaveVariablesOnly(_document, _targets) ? Key() : null;
            var part = (key is null ? null : _owner.TakeIdle(key)) ?? TakeIn(key);
            return Start(part);
        }
        catch (ModelFormatException e)
        {
            throw _error.Damaged(e);
        }
    }

    private void RequireFit()
    {
        if (_model.Restore is not null)
        {
            throw _error.Graph("it restores all its variables by an operation of its own, and so those that it shares with a model that is loaded already");
        }

        if (_owner.Native.IsSingleThreaded && GraphTraits.NeedsDefaultExecutor(_document))
        {
            throw ExecutorError(null);
        }
    }

    private GraphPart TakeIn(string? key)
    {
        string prefix = $"sharer{Interlocked.Increment(ref s_last)}.typedmodels/";
        var native = _owner.Native;
        var redirected = _shared.ToDictionary(variable => variable.Node, variable => _owner.Names.Node(variable.OwnersNode), StringComparer.Ordinal);
        var names = new PartNames(prefix, redirected);
        var error = new LoadError(_engine, _model, names);
        var source = VariableGraph.Of(_model, error);
        byte[] graphDef = GraphPrefixer.Prefix(new GraphDocument(source.GraphDef), prefix, redirected);
        lock (native.Growing)
        {
            try
            {
                native.Graph.Import(graphDef, _options.Device, redirected.Values.Distinct(StringComparer.Ordinal));
            }
            catch (TensorFlowException e)
            {
                throw error.Importing(e);
            }

            try
            {
                native.Session.Extend();
            }
            catch (TensorFlowException e)
            {
                throw error.Starting(e);
            }

            native.Session.AddPressure(LoadFiles.SizeInMemory(_model));
        }

        var variables = new SessionVariables(native, names, source.Find(new TensorResolver(native.Graph, names, error)));

        // For the part's own use, and for that of its owner.
        _owner.TryAcquire();
        native.TryAcquire();
        return new GraphPart(native, names, variables) { Owner = _owner, Key = key, Given = [.. _model.Values.Select(value => value.Variable.Node)] };
    }

    private LoadedModel Start(GraphPart part)
    {
        _error = new LoadError(_engine, _model, part.Names);
        var tensors = new TensorResolver(part.Native.Graph, part.Names, _error);
        try
        {
            var plans = _model.Signatures.Select(signature => new SignaturePlan(_model.Name, signature, tensors)).ToArray();
            new ModelStart(_model, part.Native, tensors, part.Variables, _error, Step, _cancellationToken).Run();
            return new LoadedModel(part, plans);
        }
        catch (ModelLoadException e) when (e.InnerException is TensorFlowException inner && GraphTraits.IsRefusalOfTheFastExecutor(inner))
        {
            part.Release();
            throw ExecutorError(inner);
        }
        catch
        {
            part.Release();
            throw;
        }
    }

    private ModelLoadException ExecutorError(Exception? inner) => _error.File(
        _model.Source,
        "it has variables or control flow of TensorFlow 1, and the model whose variables it uses has not: that one is loaded in a way that cannot run them",
        "Export both models from the same version of TensorFlow, or load this one by itself",
        inner);

    /// <summary>What a load has in common with those that can take its part over: what is in the graph, and which files and variables fill it.</summary>
    private string Key() => string.Join('\n',
    [
        Convert.ToHexString(SHA256.HashData(_model.GraphDef.Span)),
        _options.Device,
        .. _shared.Select(variable => variable.ToString()),
        .. _model.Variables.Select(variable => variable.ToString()),
        "",
        .. _model.Values.Select(value => value.Variable.Node),
        "",
        .. _model.Initialisers,
        .. _model.Assets.Select(asset => $"{asset} {new FileInfo(asset.Path).LastWriteTimeUtc.Ticks}"),
    ]);

    private void Step(LoadStep step)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _progress(step);
    }
}
