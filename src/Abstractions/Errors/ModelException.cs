namespace TypedModels;

/// <summary>A model could not be loaded or run. Its message says what is wrong with what, and what to do.</summary>
public class ModelException : Exception
{
    /// <summary>An error about <paramref name="model"/>.</summary>
    public ModelException(string model, string message, Exception? inner = null)
        : base(message, inner) => Model = model;

    /// <summary>The model's short name; empty when the error is about none in particular.</summary>
    public string Model { get; }
}
