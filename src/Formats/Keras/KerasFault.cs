namespace TypedModels.Formats.Keras;

/// <summary>Errors in configurations of Keras.</summary>
internal static class KerasFault
{
    private const string Export = "Export the model with model.export(\"folder\") (Keras 3) or tf.saved_model.save, and name that folder";

    /// <summary>A configuration that contradicts itself or lacks something.</summary>
    public static ModelFormatException Damaged(string problem) => new(new ModelProblem(ExtractionError.Damaged, null, problem, "The configuration is damaged or edited: save the model again"));

    /// <summary>Something that Keras has and that cannot be read here.</summary>
    /// <param name="problem">What it is, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do; to export a SavedModel when not given.</param>
    public static ModelFormatException Unsupported(string problem, string? remedy = null) => new(new ModelProblem(ExtractionError.UnsupportedLayer, null, problem, remedy ?? Export));
}
