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
    /// <exception cref="ModelRestoreException">The checkpoint does not fit, is damaged or not there, or there is no memory for its values. Nothing has changed.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public RestoreReport Restore(string checkpoint, RestoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        string path = Path.GetFullPath(checkpoint, AppContext.BaseDirectory);
        // The checkpoint is open inside only: what was let go of is read from one that nobody closes at that moment.
        return Group.Alone(this, () => new ModelRestore(Info.Model, _wrapper, VariablesOf, Group.Change).Run(path, options ?? new RestoreOptions()));
    }

    /// <summary>Writes the model's own variables as a checkpoint that TensorFlow reads. One that is there is replaced when the new one is whole.</summary>
    /// <param name="checkpoint">The prefix of the checkpoint; a relative path is looked up beside the application.</param>
    /// <exception cref="ModelException">A value cannot be read, or a file not written; what was there before is whole.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public void Save(string checkpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(checkpoint);
        string prefix = Path.GetFullPath(checkpoint, AppContext.BaseDirectory);
        Group.Hold(this, () => new ModelSave(Info.Model, _wrapper, VariablesOf, VariablesOf.Source).Run(prefix, _engine));
    }

    /// <summary>Writes the model's own variables, and nothing else that its own checkpoint may hold.</summary>
    internal void SaveVariables(string checkpoint) => Group.Hold(this, () => new ModelSave(Info.Model, _wrapper, VariablesOf, source: null).Run(checkpoint, _engine));

    /// <summary>The variables that the signatures use.</summary>
    internal IReadOnlyList<ModelVariable> Variables => VariablesOf.All;

    /// <summary>Whether signatures write variables of another loaded model.</summary>
    internal bool WritesSharedVariables => _engine.WritesSharedVariables;

    /// <summary>Whether values of another model's variables need not be prepared in this one.</summary>
    internal bool KeepsSharedValuesOnce => _engine.KeepsSharedValuesOnce;

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
        return Group.Add(() =>
        {
            RequireOpen();
            return load(_engine, Group);
        });
    }

    /// <summary>Makes sure that the model was not disposed. Inside its group's gate, it stays so.</summary>
    internal void RequireOpen() => ObjectDisposedException.ThrowIf(_isDisposing, this);
}
