namespace TypedModels.Runtime;

public sealed partial class ModelSession
{
    /// <summary>Loads the model that <paramref name="contract"/> describes; the variables that it has in common with another loaded model are that one's.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="owner">The wrapper whose variables it uses.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static ModelSession Load(ModelContract contract, IModelSessionSource owner, ModelOptions? options, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(owner);
        _ = (options, wrapper);
        throw new NotSupportedException("Models cannot share variables yet.");
    }

    /// <summary>The same on a thread of its own.</summary>
    /// <param name="contract">The contract that the wrapper was compiled with.</param>
    /// <param name="owner">The wrapper whose variables it uses.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="progress">Told of each step, on the loading thread.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    /// <param name="wrapper">The wrapper's name, for messages; null for the model's.</param>
    public static Task<ModelSession> LoadAsync(
        ModelContract contract, IModelSessionSource owner, ModelOptions? options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken, string? wrapper = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(owner);
        _ = (options, progress, cancellationToken, wrapper);
        throw new NotSupportedException("Models cannot share variables yet.");
    }

    /// <summary>Gives the variables the values that a checkpoint holds, all at once or none.</summary>
    /// <param name="checkpoint">The checkpoint's prefix, or a folder whose file <c>checkpoint</c> says which.</param>
    /// <param name="options">How; null for the defaults.</param>
    public RestoreReport Restore(string checkpoint, RestoreOptions? options = null)
    {
        _ = (Info, checkpoint, options);
        throw new NotSupportedException("Models cannot be restored yet.");
    }

    /// <summary>Writes the variables' values as a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint's prefix.</param>
    public void Save(string checkpoint)
    {
        _ = (Info, checkpoint);
        throw new NotSupportedException("Models cannot be saved yet.");
    }
}
