using System.Diagnostics;
using TypedModels.Engines;

namespace TypedModels.Runtime.Loading;

/// <summary>Loads a model for a wrapper: reads it, chooses an engine, lets the engine take it in, warms it up.</summary>
internal sealed class ModelLoader(ModelContract contract, string wrapper, ModelOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>Finds what runs the model, which the options choose.</summary>
    public Func<string, ModelOptions, ModelEngine> FindEngine { get; init; } = EngineChoice.Find;

    /// <summary>The loaded model.</summary>
    public ModelSession Load()
    {
        long started = Stopwatch.GetTimestamp();
        options.Validate();
        Report(LoadStep.Reading);
        var model = SavedModelLoader.Read(Folder(), contract, wrapper, LogDrift);
        var engine = FindEngine(contract.Model, options);
        var session = engine.Open(model.ToEngineModel(), options, Report, cancellationToken);
        var info = new ModelInfo
        {
            Model = contract.Model,
            Source = model.Folder,
            Engine = session.EngineName,
            Contract = model.Actual,
            LoadTime = Stopwatch.GetElapsedTime(started),
        };
        var loaded = new ModelSession(session, info, model.Signatures, options);
        try
        {
            WarmUp(loaded, model);
            Report(LoadStep.Ready);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    private string Folder() => options.Source is FileSource source ? source.Path : Path.GetFullPath(contract.Path, AppContext.BaseDirectory);

    private void WarmUp(ModelSession loaded, SavedModelLoader model)
    {
        if (options.WarmUp != TypedModels.WarmUp.None)
        {
            Report(LoadStep.WarmingUp);
            new WarmUpCalls(loaded, model.Signatures, options.Log, cancellationToken).Make(options.WarmUp, model.Folder);
        }
    }

    private void Report(LoadStep step)
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new LoadProgress(step, (double)step / (double)LoadStep.Ready));
    }

    private void LogDrift(IReadOnlyList<ContractDifference> differences)
    {
        if (options.Log is { } log)
        {
            LoadLog.CompatibleDrift(log, contract.Model, differences);
        }
    }
}
