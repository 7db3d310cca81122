using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Runtime.Keras;

/// <summary>The layers whose classes the user says at load.</summary>
/// <param name="options">What he says, or null.</param>
internal sealed class GivenLayers(KerasOptions? options) : ICustomLayers
{
    /// <inheritdoc/>
    public CustomLayerFunction? Find(KerasLayerConfig layer)
    {
        if (options is null || !IsAskedFor(layer) || !options.Layers.TryGetValue(layer.ClassName == "Lambda" && options.Layers.ContainsKey(layer.Name) ? layer.Name : layer.ClassName, out var given))
        {
            return null;
        }

        return call => Call(given, call);
    }

    // Keras's own layers are what they are, but for those that a file holds as Python code.
    private static bool IsAskedFor(KerasLayerConfig layer) => layer.IsCustom || layer.ClassName == "Lambda" || (layer.Model is null && !LayerTable.Knows(layer.ClassName));

    private static IReadOnlyList<GraphTensor> Call(KerasLayer given, CustomLayerCall call)
    {
        try
        {
            return [.. given(new GivenLayerCall(call)).Select(tensor => ((BuiltTensor)tensor).Tensor)];
        }
        catch (Exception exception) when (exception is not ModelFormatException)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.UnsupportedLayer, null, $"What {nameof(ModelOptions)}.{nameof(ModelOptions.Keras)}.{nameof(KerasOptions.Layers)} says of it failed: {exception.Message.TrimEnd('.')}", "Correct what it adds to the graph"), exception);
        }
    }
}
