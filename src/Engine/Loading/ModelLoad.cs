using System.Text;
using TypedModels.Engine.Compute;
using TypedModels.Engine.Execution;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Import;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Loading;

/// <summary>One load of one model: what its signatures need is imported, its own operations restore and initialise it, then each signature gets a plan.</summary>
internal sealed class ModelLoad(EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken)
{
    private readonly MemoryBudget _budget = new(options.MemoryLimit);

    /// <summary>Loads the model.</summary>
    /// <exception cref="ModelLoadException">It cannot be loaded.</exception>
    public ManagedSession Run()
    {
        WorkerPool? workers = null;
        SessionResources? resources = null;
        try
        {
            Step(LoadStep.Importing);
            var importer = new GraphImporter(new GraphDocument(model.GraphDef), _budget);
            var preparation = Preparation(importer).ToArray();
            var signatures = model.Signatures.Select(signature => Import(importer, signature)).ToArray();
            resources = CreateResources();
            var planner = new ModelPlanner(KernelTable.Default, resources, cancellationToken);
            planner.RequireOperations(model, preparation.Select(step => step.Graph).Concat(signatures));
            workers = options.Threads is { } threads && threads != WorkerPool.Shared.ThreadCount ? new WorkerPool(threads) : WorkerPool.Shared;
            foreach (var step in preparation)
            {
                Step(step.Kind);
                Prepare(step, planner, workers, resources);
            }

            var plans = planner.PlanSignatures(signatures);
            return new ManagedSession(model, plans, workers, resources);
        }
        catch (Exception exception) when (exception is OperationException or ModelFormatException or ModelRunException or IOException or UnauthorizedAccessException or NodeFailure)
        {
            DisposeOwn(workers, resources);
            throw new ModelLoadException(model.Name, model.Source, $"{model.Name} cannot be loaded from {model.Source}: {exception.Message}", exception);
        }
        catch
        {
            DisposeOwn(workers, resources);
            throw;
        }
    }

    private static void DisposeOwn(WorkerPool? workers, SessionResources? resources)
    {
        resources?.Dispose();
        if (workers is not null && workers != WorkerPool.Shared)
        {
            workers.Dispose();
        }
    }

    private SessionResources CreateResources() =>
        new(model.Name, _budget, [.. model.Assets.Select(asset => asset.Path)]) { CheckpointPrefix = model.Restore?.Prefix, MayReadFiles = options.AllowReadingFiles };

    private static Graph Import(GraphImporter importer, EngineSignature signature)
    {
        try
        {
            return importer.Import([.. signature.Inputs.Select(input => (input.Name, input.DataType))], [.. signature.Outputs.Select(output => (output.Name, output.DataType))], []);
        }
        catch (OperationException exception)
        {
            throw new OperationException(exception.Code, $"signature '{signature.Key}': {exception.Message}");
        }
    }

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

        PreparationStep Prepared(LoadStep kind, string operation, (string Tensor, string Value)[] fed) =>
            new(kind, importer.Import([.. fed.Select(feed => (feed.Tensor, DataType.String))], [], [operation]), [.. fed.Select(feed => feed.Value)]);
    }

    private void Prepare(PreparationStep step, ModelPlanner planner, WorkerPool workers, SessionResources resources)
    {
        using var pool = new StoragePool(_budget);
        var stop = new StopSignal();
        stop.Arm(null, cancellationToken);
        using var texts = new TextArena(_budget);
        var context = new KernelContext(pool, texts, stop, workers, resources);
        var frame = PlanFrame.Create(planner.Plan(step.Graph));
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
