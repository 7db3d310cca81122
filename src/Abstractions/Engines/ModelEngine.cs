namespace TypedModels.Engines;

/// <summary>Something that runs models: the seam between the runtime and what executes graphs. Engines are made by this project; users choose one with <see cref="ModelOptions.Engine"/>.</summary>
internal abstract class ModelEngine
{
    /// <summary>The engine and its version, such as <c>TensorFlow 2.16.2</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Takes a model in: its graph, its variables restored, its initialisation run.</summary>
    /// <param name="model">What to load.</param>
    /// <param name="options">How to load and run it, checked.</param>
    /// <param name="progress">Told before each step.</param>
    /// <param name="cancellationToken">Ends the load between its steps.</param>
    /// <exception cref="ModelLoadException">The model cannot be loaded; nothing stays behind.</exception>
    public abstract EngineSession Open(EngineModel model, ModelOptions options, Action<LoadStep> progress, CancellationToken cancellationToken);
}
