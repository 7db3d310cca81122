using System.Diagnostics;

namespace TypedModels.Runtime.Loading;

/// <summary>Loads a model for a wrapper: reads it, chooses an engine, lets the engine take it in, warms it up.</summary>
internal sealed class ModelLoader(ModelContract contract, string wrapper, ModelOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>The loaded model.</summary>
    public ModelSession Load()
    {
        long started = Stopwatch.GetTimestamp();
        options.Validate();
        Report(LoadStep.Reading);
        var model = SavedModelLoader.Read(Folder(), contract, LogDrift);
        var signatures = model.Bind(wrapper);
        var engine = EngineChoice.Find(contract.Model, options);
        var session = engine.Open(model.ToEngineModel(), options, Report, cancellationToken);
        var info = new ModelInfo
        {
            Model = contract.Model,
            Source = model.Folder,
            Engine = session.EngineName,
            Contract = model.Actual,
            LoadTime = Stopwatch.GetElapsedTime(started),
        };
        var loaded = new ModelSession(session, info, signatures, options);
        try
        {
            WarmUp(loaded, signatures, model.Folder);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }

        Report(LoadStep.Ready);
        return loaded;
    }

    private string Folder() => options.Source is FolderSource source ? source.Path : Path.GetFullPath(contract.Path, AppContext.BaseDirectory);

    private void WarmUp(ModelSession loaded, IReadOnlyList<Calls.SignatureBinding> signatures, string folder)
    {
        if (options.WarmUp != TypedModels.WarmUp.None)
        {
            Report(LoadStep.WarmingUp);
            new WarmUpCalls(loaded, signatures, options.Log, cancellationToken).Make(options.WarmUp, folder);
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
