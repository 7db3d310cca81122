using System.Text;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Execution;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Import;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engines;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Loading;

/// <summary>One load of one model: what its signatures need is imported, its variables get their values, its own operations initialise it, then each signature gets a plan.</summary>
/// <param name="model">What to load.</param>
/// <param name="borrowed">The variables that it shares with a loaded model.</param>
/// <param name="options">How to load and run it, checked.</param>
/// <param name="progress">Told before each step.</param>
/// <param name="cancellationToken">Ends the load between its steps.</param>
internal sealed class ModelLoad(EngineModel model, BorrowedVariable[] borrowed, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
{
    private readonly MemoryBudget _budget = new(options.MemoryLimit);

    /// <summary>Loads the model.</summary>
    /// <exception cref="ModelLoadException">It cannot be loaded.</exception>
    public ManagedSession Run()
    {
        WorkerPool? workers = null;
        SessionResources? resources = null;
        ModelVariables? variables = null;
        try
        {
            Step(LoadStep.Importing);
            var importer = new GraphImporter(new GraphDocument(model.GraphDef), _budget);
            var preparation = Preparation(importer).ToArray();
            var signatures = model.Signatures.Select(signature => SignaturePlanner.Import(importer, signature)).ToArray();
            resources = CreateResources();
            var kept = ToKeep(importer.Document);
            variables = new ModelVariables(kept, resources);
            var planner = new ModelPlanner(KernelTable.Default, resources, _ => null, cancellationToken);
            planner.RequireOperations(model, preparation.Select(step => step.Graph).Concat(signatures));
            workers = options.Threads is { } threads && threads != WorkerPool.Shared.ThreadCount ? new WorkerPool(threads) : WorkerPool.Shared;
            var shared = Array.ConvertAll(borrowed, variable => (variable.FindIn(importer.Document).Name, variable.Variable));
            // What the model does before its first call, it does to a copy: the variables are others' own.
            Array.ForEach(shared, variable => resources.Set(variable.Name, variable.Variable.Copy()));
            Prepare(preparation, variables, planner, workers, resources);
            Array.ForEach(shared, variable => resources.Set(variable.Name, variable.Variable));
            variables.FindWritten(signatures);
            var signaturePlanner = new SignaturePlanner(kept, resources);
            var plans = signaturePlanner.Plan(signatures, cancellationToken);
            return new ManagedSession(kept, signaturePlanner, plans, variables, workers, resources) { WritesBorrowed = shared.Any(variable => variables.Written.Contains(variable.Variable)) };
        }
        catch (Exception exception) when (exception is OperationException or FormatException or ModelRunException or IOException or UnauthorizedAccessException or NodeFailure)
        {
            DisposeOwn(variables, workers, resources);
            throw new ModelLoadException(model.Name, model.Source, $"{model.Name} cannot be loaded from {model.Source}: {exception.Message}", exception);
        }
        catch
        {
            DisposeOwn(variables, workers, resources);
            throw;
        }
    }

    private static void DisposeOwn(ModelVariables? variables, WorkerPool? workers, SessionResources? resources)
    {
        variables?.Dispose();
        resources?.Dispose();
        if (workers is not null && workers != WorkerPool.Shared)
        {
            workers.Dispose();
        }
    }

    private SessionResources CreateResources() =>
        new(model.Name, _budget, [.. model.Assets.Select(asset => asset.Path)]) { CheckpointPrefix = model.Restore?.Prefix, MayReadFiles = options.AllowReadingFiles };

    /// <summary>What a session keeps of the model: without variables, nothing is planned again.</summary>
    private EngineModel ToKeep(GraphDocument graph) => model with { Values = [], GraphDef = VariableNode.AreIn(graph) ? model.GraphDef : default };

    private IEnumerable<PreparationStep> Preparation(GraphImporter importer)
    {
        var assets = model.Assets.Select(asset => (asset.Tensor, Value: asset.Path)).ToArray();
        if (model.Restore is { } restore)
        {
            yield return Prepared(LoadStep.Restoring, restore.Operation, [(restore.FileNameTensor, restore.Prefix), .. assets]);
        }

        foreach (string initialiser in model.Initialisers)
        {
            yield return Prepared(LoadStep.Initialising, initialiser, assets);
        }

        PreparationStep Prepared(LoadStep kind, string operation, (string Tensor, string Value)[] fed)
        {
            var graph = importer.Import([.. fed.Select(feed => (feed.Tensor, DataType.String))], [], [operation]);
            SeparateReads.Apply(graph);
            return new PreparationStep(kind, graph, [.. fed.Select(feed => feed.Value)]);
        }
    }

    private void Prepare(PreparationStep[] steps, ModelVariables variables, ModelPlanner planner, WorkerPool workers, SessionResources resources)
    {
        foreach (var step in steps.Where(step => step.Kind == LoadStep.Restoring))
        {
            Step(LoadStep.Restoring);
            Run(step, planner, workers, resources);
        }

        if (model.Values.Count > 0)
        {
            Step(LoadStep.Restoring);
            foreach (var (variable, value) in variables.Read(model.Values, cancellationToken))
            {
                variable.Value = value;
            }
        }

        foreach (var step in steps.Where(step => step.Kind == LoadStep.Initialising))
        {
            Step(LoadStep.Initialising);
            Run(step, planner, workers, resources);
        }
    }

    private void Run(PreparationStep step, ModelPlanner planner, WorkerPool workers, SessionResources resources)
    {
        using var pool = new StoragePool(_budget);
        var stop = new StopSignal();
        stop.Arm(null, cancellationToken);
        using var texts = new TextArena(_budget);
        var context = new KernelContext(pool, texts, stop, workers, resources);
        var frame = PlanFrame.Create(planner.PlanOnce(step.Graph));
        for (int i = 0; i < step.Values.Length; i++)
        {
            var value = Tensor.CreateShared(Shape.Scalar, [Encoding.UTF8.GetBytes(step.Values[i])]);
            frame.Argument(i).Share(value, Shape.Scalar);
        }

        frame.Run(context);
    }

    private void Step(LoadStep step)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress(step);
    }

    /// <summary>Something that the model does once, before its first call.</summary>
    private sealed record PreparationStep(LoadStep Kind, Graph Graph, string[] Values);
}
