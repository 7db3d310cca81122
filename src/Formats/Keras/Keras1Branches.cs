using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>
/// A Sequential of Keras 1 whose first layer is a <c>Merge</c> that holds the models whose results it joins: a functional model in the words of later generations. Its layers are those of the branches, the Merge and
/// what follows, in the order of the file of weights (<c>Sequential.flattened_layers</c> in <c>keras/models.py</c> of Keras 1.2).
/// </summary>
internal sealed class Keras1Branches
{
    private const int MostNesting = 16;

    private static readonly Dictionary<string, KerasArgument> s_nothing = [];

    private readonly Func<JsonValue, KerasLayerConfig> _read;
    private readonly List<KerasLayerConfig> _inputs = [], _layers = [];

    private Keras1Branches(Func<JsonValue, KerasLayerConfig> read) => _read = read;

    /// <summary>Whether the layers of a Sequential begin with branches.</summary>
    public static bool Begins(JsonValue layers) => layers.Items.Count > 0 && layers.Items[0]["class_name"]?.Text == "Merge" && layers.Items[0]["config"]?["layers"] is not null;

    /// <summary>Reads such a Sequential.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="read">Reads a layer.</param>
    /// <exception cref="ModelFormatException">A branch is no Sequential, or does not say what it takes.</exception>
    public static KerasModelConfig Read(JsonValue layers, Func<JsonValue, KerasLayerConfig> read)
    {
        var branches = new Keras1Branches(read);
        string last = branches.Follow(layers, 0);
        return new KerasModelConfig
        {
            Name = "",
            IsSequential = false,
            Generation = KerasGeneration.Keras1,
            Layers = [.. branches._inputs, .. branches._layers],
            Inputs = [.. branches._inputs.Select(input => new KerasEnd(null, new KerasTensorReference(input.Name, 0, 0)))],
            Outputs = [new KerasEnd(null, new KerasTensorReference(last, 0, 0))],
        };
    }

    // Gives the name of the last layer.
    private string Follow(JsonValue layers, int depth)
    {
        if (layers.Kind != JsonKind.List || layers.Items.Count == 0 || depth > MostNesting)
        {
            throw KerasFault.Unsupported("A branch of a Merge is no Sequential with layers");
        }

        KerasArgument given;
        if (Begins(layers))
        {
            var branches = layers.Items[0]["config"]!["layers"]!.Items;
            given = branches.Count > 0
                ? KerasArgument.Of([.. branches.Select(branch => ReferenceTo(Follow(LayersOf(branch), depth + 1)))])
                : throw KerasFault.Damaged("A Merge has no branches");
        }
        else
        {
            given = ReferenceTo(AddInput(_read(layers.Items[0])));
        }

        foreach (var item in layers.Items)
        {
            var layer = _read(item);
            _layers.Add(layer with { Calls = [new KerasCall([given], s_nothing)] });
            given = ReferenceTo(layer.Name);
        }

        return _layers[_layers.Count - 1].Name;
    }

    private static JsonValue LayersOf(JsonValue branch) => branch["class_name"]?.Text == "Sequential" && branch["config"] is { } layers
        ? layers
        : throw KerasFault.Unsupported("A branch of a Merge is no Sequential");

    private string AddInput(KerasLayerConfig first)
    {
        if (first.Config["batch_input_shape"] is not { } shape)
        {
            throw KerasFault.Unsupported($"The layer '{first.Name}' begins a branch and does not say which shape it takes");
        }

        string name = first.Name + "_input";
        var config = JsonValue.Empty.With("name", JsonValue.Of(name)).With("batch_input_shape", shape).With("dtype", JsonValue.Of(first.Config["input_dtype"]?.Text ?? (first.ClassName == "Embedding" ? "int32" : "float32")));
        _inputs.Add(new KerasLayerConfig { ClassName = "InputLayer", Name = name, Config = config, Generation = KerasGeneration.Keras1 });
        return name;
    }

    private static KerasArgument ReferenceTo(string layer) => KerasArgument.Of(new KerasTensorReference(layer, 0, 0));
}
