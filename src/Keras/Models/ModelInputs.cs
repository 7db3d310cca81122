using System.Text.RegularExpressions;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>Finds what a model takes: from its InputLayers, or from the shape that the first layer of a Sequential was given.</summary>
internal static class ModelInputs
{
    private const string Unnamed = "input";

    // What Keras calls an InputLayer that nobody named: input_1 (Keras 2), input_layer_1 (Keras 3), dense_input (of a Sequential's first layer).
    private static readonly Regex s_generated = new("^(input(_layer)?(_[0-9]+)?|.*_input)$", RegexOptions.CultureInvariant);

    /// <summary>The inputs, in the order of the model's own.</summary>
    /// <exception cref="Formats.ModelFormatException">The file does not say what the model takes.</exception>
    public static IReadOnlyList<ModelInput> Of(KerasModelConfig model)
    {
        if (model.IsSequential)
        {
            return [OfSequential(model)];
        }

        var layers = new Dictionary<string, KerasLayerConfig>(StringComparer.Ordinal);
        foreach (var layer in model.Layers)
        {
            layers[layer.Name] = layer;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        ModelInput[] inputs = [.. model.Inputs.Select(input => OfLayer(layers, input))];
        return inputs.FirstOrDefault(input => !keys.Add(input.Key)) is { } twice ? throw KerasFault.Damaged($"Two of the model's inputs are called '{twice.Key}'") : inputs;
    }

    private static ModelInput OfLayer(Dictionary<string, KerasLayerConfig> layers, KerasEnd input)
    {
        var layer = layers.TryGetValue(input.Tensor.Layer, out var found) ? found : throw KerasFault.Damaged($"The model's input {input.Tensor} is of no layer");
        var shape = ShapeOf(layer) ?? throw KerasFault.Damaged($"The input layer '{layer.Name}' has no shape");
        return new ModelInput(input.Key ?? layer.Name, TypeOf(layer), shape);
    }

    private static ModelInput OfSequential(KerasModelConfig model)
    {
        var first = FirstOf(model);
        var shape = ShapeOf(first) ?? ShapeOf(model) ?? throw KerasFault.Unsupported(
            "The file does not say which shape the model takes: it was saved before it was first called", "Call the model once, or begin it with keras.Input(shape), and save it again; or export it with model.export(\"folder\") and name that folder");
        bool isNamed = first.ClassName == "InputLayer" && !s_generated.IsMatch(first.Name);
        return new ModelInput(isNamed ? first.Name : Unnamed, TypeOf(first), shape);
    }

    // A Sequential may begin with another model.
    private static KerasLayerConfig FirstOf(KerasModelConfig model)
    {
        var first = model.Layers.Count > 0 ? model.Layers[0] : throw KerasFault.Damaged("The model has no layers");
        return first.Model switch
        {
            { IsSequential: true } inner => FirstOf(inner),
            { } inner => inner.Layers.FirstOrDefault(layer => inner.Inputs.Count == 1 && layer.Name == inner.Inputs[0].Tensor.Layer) ?? first,
            null => first,
        };
    }

    private static TensorShape? ShapeOf(KerasModelConfig model) => model.BuildShape is { Kind: JsonKind.List } shape ? ParseShape(shape) : null;

    private static TensorShape? ShapeOf(KerasLayerConfig layer)
    {
        var config = layer.Config;
        if ((config["batch_shape"] ?? config["batch_input_shape"]) is { Kind: JsonKind.List } whole)
        {
            return ParseShape(whole);
        }

        if (config["input_shape"] is { Kind: JsonKind.List } shape)
        {
            return ParseShape(JsonValue.Of([JsonValue.Null, .. shape.Items]));
        }

        return layer.ClassName switch
        {
            "Embedding" => new TensorShape(TensorShape.UnknownDimension, config["input_length"]?.Integer is > 0 and long length ? length : TensorShape.UnknownDimension),
            "Dense" when config["input_dim"]?.Integer is > 0 and long width => new TensorShape(TensorShape.UnknownDimension, width),
            _ => null,
        };
    }

    private static TensorShape ParseShape(JsonValue shape)
    {
        if (shape.Items.Any(length => length is not ({ IsNull: true } or { Integer: >= 0 })))
        {
            throw KerasFault.Damaged($"The model's input has the shape {shape}");
        }

        return new TensorShape([.. shape.Items.Select(length => length.Integer ?? TensorShape.UnknownDimension)]);
    }

    private static DataType TypeOf(KerasLayerConfig layer)
    {
        if (layer.Config["sparse"]?.Bool == true || layer.Config["ragged"]?.Bool == true)
        {
            throw KerasFault.Unsupported($"The input '{layer.Name}' is {(layer.Config["sparse"]?.Bool == true ? "sparse" : "ragged")}");
        }

        // Numbers of words are whole; an Embedding that stands first takes any type, and says none.
        return layer.ClassName switch
        {
            "InputLayer" => DataTypePolicy.NameOf(layer.Config["dtype"] ?? layer.Config["input_dtype"]) is { } name ? DataTypePolicy.TypeOf(name) : DataType.Float,
            "Embedding" => DataType.Int32,
            "StringLookup" when layer.Config["invert"]?.Bool == true => DataType.Int64,
            "TextVectorization" or "StringLookup" => DataType.String,
            "IntegerLookup" => DataType.Int64,
            _ => DataTypePolicy.NameOf(layer.Config["dtype"]) is "float64" or "double" ? DataType.Double : DataType.Float,
        };
    }
}
