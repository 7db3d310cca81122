using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>Numbers of a configuration in the shape that they are written in: one number, lists in lists, or what Keras 3 writes of NumPy's arrays and of tensors.</summary>
/// <param name="Elements">The numbers, row by row.</param>
/// <param name="Lengths">The lengths of the axes; none for a single number.</param>
internal sealed record NumberArray(IReadOnlyList<double> Elements, IReadOnlyList<long> Lengths)
{
    private const int MostAxes = 8;

    /// <summary>The numbers, or null where the configuration has none of the name.</summary>
    /// <exception cref="ModelFormatException">There is something else than numbers in lists of one length.</exception>
    public static NumberArray? Find(LayerConfig config, string name)
    {
        if (config[name] is not { } value)
        {
            return null;
        }

        var lengths = new List<long>();
        for (var inner = Plain(value); inner.Kind == JsonKind.List && lengths.Count <= MostAxes; inner = inner.Items.Count > 0 ? Plain(inner.Items[0]) : JsonValue.Null)
        {
            lengths.Add(inner.Items.Count);
        }

        var elements = new List<double>();
        return lengths.Count <= MostAxes && Collect(value, 0, lengths, elements) ? new NumberArray(elements, lengths) : throw config.Wrong(name, "a number, or numbers in lists of one length");
    }

    /// <summary>The numbers as a constant.</summary>
    public GraphTensor In(LayerGraph graph, DataType type) => In(graph, type, Lengths);

    /// <summary>The numbers as a constant in another shape of as many elements.</summary>
    public GraphTensor In(LayerGraph graph, DataType type, IReadOnlyList<long> lengths) => graph.Constant(Elements, new TensorShape([.. lengths]), type);

    private static bool Collect(JsonValue value, int axis, List<long> lengths, List<double> elements)
    {
        value = Plain(value);
        if (axis == lengths.Count)
        {
            elements.Add(value.Number ?? double.NaN);
            return value.Number is not null;
        }

        return value.Kind == JsonKind.List && value.Items.Count == lengths[axis] && value.Items.All(item => Collect(item, axis + 1, lengths, elements));
    }

    // {class_name: "__numpy__" or "__tensor__", config: {value, dtype}} (keras/src/saving/serialization_lib.py).
    private static JsonValue Plain(JsonValue value) => value["config"]?["value"] ?? value;
}
