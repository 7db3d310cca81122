using System.Diagnostics;
using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Runtime.Variables;

namespace TypedModels.Runtime.Loading;

/// <summary>Loads a model for a wrapper: reads it, chooses an engine, lets the engine take it in, warms it up.</summary>
internal sealed class ModelLoader(ModelContract contract, string wrapper, ModelOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>Finds what runs the model, which the options choose.</summary>
    public Func<string, ModelOptions, ModelEngine> FindEngine { get; init; } = EngineChoice.Find;

    /// <summary>The model whose variables this one uses, or null.</summary>
    public ModelSession? Owner { get; init; }

    /// <summary>The loaded model.</summary>
    public ModelSession Load()
    {
        long started = Stopwatch.GetTimestamp();
        options.Validate();
        Report(LoadStep.Reading);
        var model = ModelReader.Read(ModelPath(), contract, wrapper, options, LogDrift);
        var loaded = Owner is null ? Open(model, started) : Owner.AddSharing((engine, group) => OpenSharing(model, engine, group, started));
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

    private ModelSession Open(ModelReader model, long started)
    {
        using var initial = FindVariables(model);
        var session = FindEngine(contract.Model, options).Open(model.ToEngineModel(initial), options, Report, cancellationToken);
        var group = new VariableGroup();
        return group.Add(() => Loaded(model, session, initial, group, started));
    }

    private ModelSession OpenSharing(ModelReader model, EngineSession owner, VariableGroup group, long started)
    {
        using var initial = FindVariables(model);
        var session = owner.OpenSharing(model.ToEngineModel(initial), initial.Shared, options, Report, cancellationToken);
        return Loaded(model, session, initial, group, started);
    }

    private InitialVariables FindVariables(ModelReader model)
    {
        try
        {
            return InitialVariables.Find(model, contract, options, Owner);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelLoadException(contract.Model, exception.Problem.File, $"{contract.Model} cannot be loaded: {exception.Message}", exception);
        }
    }

    private ModelSession Loaded(ModelReader model, EngineSession session, InitialVariables initial, VariableGroup group, long started)
    {
        var info = new ModelInfo
        {
            Model = contract.Model,
            Source = model.Source,
            Engine = session.EngineName,
            Contract = model.Actual,
            LoadTime = Stopwatch.GetElapsedTime(started),
        };
        return new ModelSession(session, info, wrapper, model.Signatures, options) { VariablesOf = initial.Variables, Group = group };
    }

    private string ModelPath() => options.Source is FileSource source ? source.Path : Path.GetFullPath(contract.Path, AppContext.BaseDirectory);

    private void WarmUp(ModelSession loaded, ModelReader model)
    {
        if (options.WarmUp != TypedModels.WarmUp.None)
        {
            Report(LoadStep.WarmingUp);
            new WarmUpCalls(loaded, model.Signatures, options.Log, cancellationToken).Make(options.WarmUp, model.File.Folder);
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
