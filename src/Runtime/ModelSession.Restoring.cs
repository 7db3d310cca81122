using TypedModels.Engines;
using TypedModels.Runtime.Loading;
using TypedModels.Runtime.Variables;

namespace TypedModels.Runtime;

public sealed partial class ModelSession
{
    /// <summary>The variables that the signatures use, and where they came from.</summary>
    internal ModelVariables VariablesOf { private get; init; } = ModelVariables.None;

    /// <summary>The loaded models that use one another's variables, this one among them.</summary>
    internal VariableGroup Group { private get; init; } = new();

    /// <summary>Loads the model that <paramref name="contract"/> describes, over variables of a model that is loaded already.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="owner">The wrapper whose variables are shared. Both are disposed on their own, in any order.</param>
    /// <param name="options">How to load and run it; null for the defaults. The engine is the owner's.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static ModelSession Load(ModelContract contract, IModelSessionSource owner, ModelOptions? options, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(owner);
        return new ModelLoader(contract, wrapper ?? contract.Model, options ?? new ModelOptions(), null, CancellationToken.None) { Owner = owner.Session }.Load();
    }

    /// <summary>Loads the model that <paramref name="contract"/> describes, over variables of a model that is loaded already, on a thread of its own.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="owner">The wrapper whose variables are shared. Both are disposed on their own, in any order.</param>
    /// <param name="options">How to load and run it; null for the defaults. The engine is the owner's.</param>
    /// <param name="progress">Told of each step, on the loading thread.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static Task<ModelSession> LoadAsync(
        ModelContract contract, IModelSessionSource owner, ModelOptions? options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(owner);
        var loader = new ModelLoader(contract, wrapper ?? contract.Model, options ?? new ModelOptions(), progress, cancellationToken) { Owner = owner.Session };
        return Task.Factory.StartNew(loader.Load, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Restores a checkpoint into the model, whole or in part. Running calls see the old weights or the new ones, never a mixture.</summary>
    /// <param name="checkpoint">The checkpoint's prefix, or a folder whose file <c>checkpoint</c> says which; a relative path is looked up beside the application.</param>
    /// <param name="options">What to restore, and how; null for all of it.</param>
    /// <exception cref="ModelRestoreException">The checkpoint does not fit, is damaged or not there. Nothing has changed.</exception>
    public RestoreReport Restore(string checkpoint, RestoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        RequireOpen();
        var restore = new ModelRestore(Info.Model, OwnVariables, VariablesOf.OtherKeys);
        return restore.Run(Path.GetFullPath(checkpoint, AppContext.BaseDirectory), options ?? new RestoreOptions(), values => Group.Change(this, values));
    }

    /// <summary>Writes the model's own variables as a checkpoint that TensorFlow reads. One that is there is replaced when the new one is whole.</summary>
    /// <param name="checkpoint">The prefix of the checkpoint; a relative path is looked up beside the application.</param>
    /// <exception cref="ModelException">A value cannot be read, or a file not written; what was there before is whole.</exception>
    public void Save(string checkpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        RequireOpen();
        var save = new ModelSave(Info.Model, OwnVariables, VariablesOf.Source);
        Group.Hold(() => save.Run(Path.GetFullPath(checkpoint, AppContext.BaseDirectory), _engine));
    }

    /// <summary>Writes the model's own variables, and nothing else that its own checkpoint may hold.</summary>
    internal void SaveVariables(string checkpoint) => Group.Hold(() => new ModelSave(Info.Model, OwnVariables, source: null).Run(checkpoint, _engine));

    /// <summary>The variables that the signatures use.</summary>
    internal IReadOnlyList<ModelVariable> Variables => VariablesOf.All;

    // What is another model's is restored and saved there.
    private ModelVariable[] OwnVariables => [.. VariablesOf.All.Where(variable => variable.Shared is null)];

    /// <summary>Whether signatures write variables of another loaded model.</summary>
    internal bool WritesSharedVariables => _engine.WritesSharedVariables;

    /// <summary>Whether a call may leave other values in variables.</summary>
    internal bool ChangesState { get; }

    /// <summary>Makes ready to give variables other values.</summary>
    internal PreparedRestore Prepare(IReadOnlyList<VariableValue> values) => _engine.Prepare(values, CancellationToken.None);

    /// <summary>Lets new calls wait.</summary>
    internal void Pause() => Array.ForEach(_pools, pool => pool.Pause());

    /// <summary>Waits until no call runs. The model is paused.</summary>
    internal void AwaitCalls() => Array.ForEach(_pools, pool => pool.Drain());

    /// <summary>Lets calls go on.</summary>
    internal void Resume() => Array.ForEach(_pools, pool => pool.Resume());

    /// <summary>Loads a model that uses variables of this one.</summary>
    internal ModelSession AddSharing(Func<EngineSession, VariableGroup, ModelSession> load)
    {
        RequireOpen();
        return Group.Add(() =>
        {
            RequireOpen();
            return load(_engine, Group);
        });
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_isDisposing, this);
}
