using TypedModels.Engines;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Runtime.Variables;

namespace TypedModels.Runtime.Loading;

/// <summary>
/// Where the variables of a model come from when it is loaded: a SavedModel restores itself; a graph's are given values of a checkpoint, found by name; and some may be another model's. Holds the
/// checkpoint open until the engine has read it.
/// </summary>
internal sealed class InitialVariables : IDisposable
{
    private readonly Checkpoint? _checkpoint;

    private InitialVariables(ModelVariables variables, Checkpoint? checkpoint = null)
    {
        Variables = variables;
        EngineVariables = new DeferredList<EngineVariable>(() => [.. variables.All.Select(variable => variable.Engine)]);
        _checkpoint = checkpoint;
    }

    /// <summary>The variables that the signatures use.</summary>
    public ModelVariables Variables { get; }

    /// <summary>The engine's side of them.</summary>
    public IReadOnlyList<EngineVariable> EngineVariables { get; }

    /// <summary>What they are given.</summary>
    public IReadOnlyList<VariableValue> Values { get; private init; } = [];

    /// <summary>How the model restores itself, or null.</summary>
    public RestoreStep? Restore { get; private init; }

    /// <summary>Those that are another model's.</summary>
    public IReadOnlyList<SharedVariable> Shared { get; private init; } = [];

    /// <summary>Finds them.</summary>
    /// <param name="model">The model's files.</param>
    /// <param name="compiled">What the wrapper was compiled with.</param>
    /// <param name="options">How to load it.</param>
    /// <param name="owner">The model whose variables are shared, and its name; or null.</param>
    /// <exception cref="ModelLoadException">A variable has no value there, or one of another shape or type; the message lists all.</exception>
    public static InitialVariables Find(ModelReader model, ModelContract compiled, ModelOptions options, ModelSession? owner)
    {
        var reached = new ReachedModelVariables(model);
        bool isOwn = options.Checkpoint is null && compiled.Checkpoint is null && owner is null;
        var own = OwnRestore(model);
        if (!reached.HasAny)
        {
            return isOwn ? new InitialVariables(ModelVariables.None) { Restore = own } : throw NothingToGive(compiled, owner, "it has no variables");
        }

        if (model.File.SavedModel is { } savedModel && isOwn)
        {
            return new InitialVariables(new ModelVariables(() => (reached.All, reached.OtherKeys), own is null ? null : savedModel.VariablesPrefix)) { Restore = own };
        }

        var variables = owner is null ? reached.All : SharedVariables.Match(reached.All, owner, compiled);
        var wanted = variables.Where(variable => variable.Shared is null).ToArray();
        var shared = variables.Where(variable => variable.Shared is not null).Select(variable => new SharedVariable(variable.Node, variable.Shared!.Node)).ToArray();
        if (variables.Count == 0)
        {
            throw NothingToGive(compiled, owner, "no signature uses a variable");
        }

        if (wanted.Length == 0)
        {
            return new InitialVariables(new ModelVariables(() => (variables, reached.OtherKeys), null)) { Shared = shared };
        }

        var checkpoint = Open(model, compiled, options);
        try
        {
            var match = CheckpointMatch.Of(checkpoint, wanted, reached.OtherKeys, new VariableNames(options.VariableMap ?? compiled.Variables));
            Require(match, compiled, model.File, checkpoint.Prefix);
            string? source = owner is null && compiled.Scope is null && model.File.Weights is null ? OthersOf(match, checkpoint, own) : null;
            return new InitialVariables(new ModelVariables(() => (variables, reached.OtherKeys), source) { Weights = model.File.Weights }, checkpoint)
            {
                Values = [.. match.Values.Select(value => new VariableValue(value.Variable.Engine, value.Data))],
                Restore = owner is null ? own : null,
                Shared = shared,
            };
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>Closes the checkpoint.</summary>
    public void Dispose() => _checkpoint?.Dispose();

    private static RestoreStep? OwnRestore(ModelReader model) =>
        model.File.SavedModel is { } file && ModelFiles.HasVariables(model.MetaGraph) && model.MetaGraph.Saver is { } saver && File.Exists(file.VariablesPrefix + ".index")
            ? new RestoreStep(saver.FilenameTensor, saver.RestoreOperation, file.VariablesPrefix)
            : null;

    // What a save copies beside the variables: of the checkpoint, unless it has other names for them, since a copy would hold them twice then; else of the model's own.
    private static string? OthersOf(CheckpointMatch match, Checkpoint checkpoint, RestoreStep? own) =>
        !match.HasOwnNames ? own?.Prefix : checkpoint.Keys.Count > match.Values.Count ? checkpoint.Prefix : null;

    private static ModelLoadException NothingToGive(ModelContract compiled, ModelSession? owner, string why) => new(
        compiled.Model,
        null,
        owner is not null
            ? $"{compiled.Model} cannot share the variables of {owner.Info.Model}: {why}. Load it by itself."
            : $"{compiled.Model} cannot be loaded with a checkpoint: {why}. Leave out {nameof(ModelOptions)}.{nameof(ModelOptions.Checkpoint)} and the Checkpoint of [TfModel].");

    private static Checkpoint Open(ModelReader model, ModelContract compiled, ModelOptions options)
    {
        if (model.File.Weights is { } weights)
        {
            string? file = options.Checkpoint is { } given ? Path.GetFullPath(given, AppContext.BaseDirectory)
                : compiled.Checkpoint is { } declared ? Path.GetFullPath(Path.Combine(model.File.Folder, declared))
                : weights.OwnFile;
            return WeightFiles.Open(file ?? throw NoWeights(model.File.Path), weights, byName: false);
        }

        return Checkpoint.Open(Locate(model, compiled, options));
    }

    private static ModelFormatException NoWeights(string file) => new(new ModelProblem(
        ExtractionError.MissingVariables, file, "The file describes layers, and holds no weights", $"Name a file of weights: [TfModel(…, Weights = \"…\")] or {nameof(ModelOptions)}.{nameof(ModelOptions.Checkpoint)}"));

    private static string Locate(ModelReader model, ModelContract compiled, ModelOptions options)
    {
        if (options.Checkpoint is { } given)
        {
            return CheckpointLocation.Find(Path.GetFullPath(given, AppContext.BaseDirectory));
        }

        if (compiled.Checkpoint is { } declared)
        {
            return CheckpointLocation.Find(Path.GetFullPath(Path.Combine(model.File.Folder, declared)));
        }

        if (model.File.SavedModel is { } file)
        {
            return file.VariablesPrefix;
        }

        const string Meta = ".meta";
        string beside = model.File.Path.EndsWith(Meta, StringComparison.Ordinal) ? model.File.Path[..^Meta.Length] : model.File.Path;
        return File.Exists(beside + ".index") || File.Exists(beside)
            ? beside
            : throw new ModelFormatException(new ModelProblem(
                ExtractionError.MissingVariables,
                beside + ".index",
                "The graph has variables, and no checkpoint lies beside it",
                $"Name one: [TfModel(…, Checkpoint = \"…\")] or {nameof(ModelOptions)}.{nameof(ModelOptions.Checkpoint)}"));
    }

    private static void Require(CheckpointMatch match, ModelContract compiled, ModelFile file, string prefix)
    {
        if (match.Missing.Count + match.Mismatched.Count > 0)
        {
            bool isKeras = file.Weights is not null;
            throw new ModelLoadException(
                compiled.Model,
                isKeras ? prefix : prefix + ".index",
                $"{compiled.Model} cannot be loaded: the {(isKeras ? "weights" : "checkpoint")} {prefix} {(isKeras ? "do" : "does")} not fit the variables that its signatures use:{MismatchText.Of(match)}\n"
                + (isKeras ? "Use the weights that were saved with this model."
                    : $"Use the checkpoint that was saved with this graph, or map its names: [TfModel(…, VariableMap = [\"from=to\"])] or {nameof(ModelOptions)}.{nameof(ModelOptions.VariableMap)}."));
        }
    }
}
