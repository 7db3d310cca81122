using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary>Activation functions as layers name them (<c>keras/src/activations/activations.py</c>).</summary>
internal static class Activation
{
    /// <summary>Adds the activation of a layer, which is called <c>activation</c> in its configuration.</summary>
    /// <exception cref="ModelFormatException">There is no such activation.</exception>
    public static GraphTensor Apply(LayerGraph graph, LayerConfig config, GraphTensor value) => Apply(graph, config, config["activation"], value);

    /// <summary>Adds an activation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="config">The layer that has it: its generation decides what some names mean.</param>
    /// <param name="activation">Its name; or a layer, or a registered function, as an object with a class_name; null for none.</param>
    /// <param name="value">What it is applied to.</param>
    /// <exception cref="ModelFormatException">There is no such activation.</exception>
    public static GraphTensor Apply(LayerGraph graph, LayerConfig config, JsonValue? activation, GraphTensor value)
    {
        if (activation is null)
        {
            return value;
        }

        if (NameOf(activation) is { } name && !ActivationLayers.Classes.Contains(name))
        {
            return ActivationFunctions.Find(name, config.Generation) is { } function
                ? function(graph, value)
                : throw KerasFault.Unsupported($"its activation '{name}' is none of Keras's own");
        }

        var layer = config.Factory.Create(LayerOf(activation, config.Generation), config.Path + "/activation", WeightGroups.Inside(config.Groups, ["activation"]));
        var result = layer.Call(graph, LayerCall.Of(new LayerValue(value)))[0].Tensor;
        return layer.Weights.All.Any()
            ? throw KerasFault.Unsupported("its activation is a layer with weights", "Put that layer behind this one, as a layer of the model, and save the model again")
            : result;
    }

    // tf.keras takes the name of a layer's class for a layer without arguments.
    private static KerasLayerConfig LayerOf(JsonValue activation, KerasGeneration generation) => activation.Kind == JsonKind.Text
        ? new KerasLayerConfig { ClassName = activation.Text, Name = "activation", Config = JsonValue.Empty, Generation = generation }
        : KerasConfigReader.ReadLayer(activation, generation);

    // A function is written by name, or as {class_name: "function", config: "relu"}; a layer as a layer.
    private static string? NameOf(JsonValue activation) =>
        activation.Kind == JsonKind.Text ? activation.Text
        : activation["class_name"]?.Text == "function" ? activation["config"] is { Kind: JsonKind.Text } name ? name.Text : activation["config"]?["name"]?.Text
        : null;
}
