using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers;

/// <summary>Says in errors which layer they are about: the innermost that has a name.</summary>
internal static class LayerFault
{
    private const string Beginning = "The layer '";

    /// <summary>Whether an error says nothing of a layer or a file yet. The whole model has no name.</summary>
    public static bool CanName(ModelFormatException exception, KerasLayerConfig layer) =>
        layer.Name.Length > 0 && exception.Problem.File is null && !exception.Problem.Problem.StartsWith(Beginning, StringComparison.Ordinal);

    /// <summary>The error with the layer's name.</summary>
    public static ModelFormatException Named(ModelFormatException exception, KerasLayerConfig layer) =>
        new(exception.Problem with { Problem = $"{Beginning}{layer.Name}' ({layer.ClassName}) cannot be built: {exception.Problem.Problem}" }, exception);

    /// <summary>The error of a configuration that multiplies to sizes beyond all numbers.</summary>
    public static ModelFormatException OfSizes(OverflowException exception, KerasLayerConfig layer) =>
        new(KerasFault.Damaged($"{Beginning}{layer.Name}' ({layer.ClassName}) cannot be built: its configuration comes to sizes that no tensor has").Problem, exception);
}
