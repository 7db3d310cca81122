namespace TypedModels;

/// <summary>What every generated wrapper offers, however it is loaded.</summary>
public interface ITypedModel : IDisposable, IAsyncDisposable
{
    /// <summary>What was loaded, from where and by which engine.</summary>
    ModelInfo Info { get; }
}

/// <summary>What generated wrappers offer for code that works with any of them.</summary>
/// <typeparam name="TSelf">The wrapper itself.</typeparam>
public interface ITypedModel<TSelf> : ITypedModel
    where TSelf : ITypedModel<TSelf>
{
    /// <summary>The signatures the wrapper was compiled against.</summary>
    static abstract ModelContract Contract { get; }

    /// <summary>Loads the model: its own graph, its own variables, its own session.</summary>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="ModelLoadException">The model cannot be loaded; the message says what is wrong with which file and what to do.</exception>
    /// <exception cref="EngineNotFoundException">No engine can run it on this computer.</exception>
    static abstract TSelf Load(ModelOptions? options = null);

    /// <summary>Loads the model off the caller's thread.</summary>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="progress">Told of each step, on the loading thread.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    static abstract Task<TSelf> LoadAsync(ModelOptions? options = null, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>The same for wrappers that use another one's variables (<see cref="TfModelAttribute.SharesVariablesWith"/>): they are loaded with it.</summary>
/// <typeparam name="TSelf">The wrapper itself.</typeparam>
/// <typeparam name="TOwner">The wrapper whose variables it uses.</typeparam>
public interface ITypedModel<TSelf, TOwner> : ITypedModel
    where TSelf : ITypedModel<TSelf, TOwner>
{
    /// <summary>The signatures the wrapper was compiled against.</summary>
    static abstract ModelContract Contract { get; }

    /// <summary>Loads the model: its own graph and session, and the variables that <paramref name="owner"/> does not have.</summary>
    /// <param name="owner">The loaded model whose variables it uses. Both are disposed on their own, in any order.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <exception cref="ModelLoadException">The model cannot be loaded; the message says what is wrong with which file and what to do.</exception>
    static abstract TSelf Load(TOwner owner, ModelOptions? options = null);

    /// <summary>Loads the model off the caller's thread.</summary>
    /// <param name="owner">The loaded model whose variables it uses. Both are disposed on their own, in any order.</param>
    /// <param name="options">How to load and run it; null for the defaults.</param>
    /// <param name="progress">Told of each step, on the loading thread.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    static abstract Task<TSelf> LoadAsync(TOwner owner, ModelOptions? options = null, IProgress<LoadProgress>? progress = null, CancellationToken cancellationToken = default);
}
