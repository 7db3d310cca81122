using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>Reads the configuration of a model, as <c>to_json</c>, <c>model_config</c> in HDF5 files and <c>config.json</c> in archives hold it: Keras 1, 2 and 3.</summary>
internal static class KerasConfigReader
{
    private const int MostNesting = 64;

    // Names are repeated by all that is inside of a layer.
    private const int LongestName = 1 << 10;

    /// <summary>Reads a model.</summary>
    /// <param name="root">The configuration.</param>
    /// <param name="version">The version of Keras as the file says it beside the configuration; null where it does not.</param>
    /// <exception cref="ModelFormatException">It is no model's, it is a model of a class of its own, or it is damaged.</exception>
    public static KerasModelConfig Read(JsonValue root, string? version = null)
    {
        for (int i = 0; i < 2 && root.Kind == JsonKind.Text; i++)
        {
            root = JsonReader.Read(root.Text, "the configuration inside a JSON string");
        }

        if (root.Kind != JsonKind.Object || root["class_name"]?.Text is not { Length: > 0 } className)
        {
            throw new ModelFormatException(new ModelProblem(
                ExtractionError.OtherForm, null, "The JSON does not describe a Keras model: it has no class_name", "Name a file that holds what model.to_json() gives, or the file that model.save wrote"));
        }

        var generation = GenerationOf(root, root["keras_version"]?.Text ?? version);
        var model = ModelOf(root, generation, 0) ?? throw KerasFault.Unsupported(
            $"The model is of a class of its own, '{className}' (subclassed): its file holds weights and arguments, and not what it computes");
        return (IsStandaloneKeras2(root["keras_version"]?.Text ?? version) ? AsStandalone(model) : model) with { Backend = root["backend"]?.Text };
    }

    /// <summary>Reads a layer that another one's configuration holds, such as the one that a Bidirectional wraps.</summary>
    /// <exception cref="ModelFormatException">It is no layer's.</exception>
    public static KerasLayerConfig ReadLayer(JsonValue layer, KerasGeneration generation) => LayerOf(layer, generation, 0);

    // 2.0.0 to 2.3.1; what TensorFlow brought along calls itself 2.2.4-tf, and 2.4.0 and later are its own.
    private static bool IsStandaloneKeras2(string? version) =>
        version is not null && !version.EndsWith("-tf", StringComparison.Ordinal) && version.StartsWith("2.", StringComparison.Ordinal) && version.Length > 3 && version[2] is >= '0' and <= '3' && version[3] == '.';

    private static KerasModelConfig AsStandalone(KerasModelConfig model) =>
        model with { Layers = [.. model.Layers.Select(layer => layer with { IsOfStandaloneKeras2 = true, Model = layer.Model is { } inner ? AsStandalone(inner) : null })] };

    private static KerasGeneration GenerationOf(JsonValue root, string? version)
    {
        if (version is { Length: > 0 })
        {
            return version[0] switch { '1' or '0' => KerasGeneration.Keras1, '2' => KerasGeneration.Keras2, _ => KerasGeneration.Keras3 };
        }

        // JSON that Keras 3 writes has no version, but modules and InputLayers with batch_shape.
        string text = root.ToString();
        return text.Contains("\"batch_shape\"") || text.Contains("\"__keras_tensor__\"") || text.Contains("\"DTypePolicy\"") ? KerasGeneration.Keras3
            : text.Contains("\"output_dim\"") && (text.Contains("\"init\"") || text.Contains("\"border_mode\"")) ? KerasGeneration.Keras1
            : KerasGeneration.Keras2;
    }

    private static KerasModelConfig? ModelOf(JsonValue model, KerasGeneration generation, int depth)
    {
        if (depth > MostNesting)
        {
            throw KerasFault.Damaged($"Models are nested more than {MostNesting} deep");
        }

        var config = model["config"];
        return model["class_name"]?.Text switch
        {
            "Sequential" => Sequential(model, generation, depth),
            "Functional" or "Model" when config?["layers"] is not null => Functional(config, generation, depth),
            _ => null,
        };
    }

    private static KerasModelConfig Sequential(JsonValue model, KerasGeneration generation, int depth)
    {
        var config = model["config"];
        var layers = config?.Kind == JsonKind.List ? config : config?["layers"];
        if (layers?.Kind != JsonKind.List)
        {
            throw KerasFault.Damaged("The configuration of a Sequential has no list of layers");
        }

        if (Keras1Branches.Begins(layers))
        {
            return Keras1Branches.Read(layers, layer => LayerOf(layer, generation, depth + 1));
        }

        return new KerasModelConfig
        {
            Name = config!["name"]?.Text ?? "",
            IsSequential = true,
            Generation = generation,
            IsTrainable = config["trainable"]?.Bool ?? true,
            BuildShape = config["build_input_shape"] ?? model["build_config"]?["input_shape"],
            Layers = [.. layers.Items.Select(layer => LayerOf(layer, generation, depth + 1))],
        };
    }

    private static KerasModelConfig Functional(JsonValue config, KerasGeneration generation, int depth) => new()
    {
        Name = config["name"]?.Text ?? "",
        IsSequential = false,
        Generation = generation,
        IsTrainable = config["trainable"]?.Bool ?? true,
        Layers = [.. config["layers"]!.Items.Select(layer => LayerOf(layer, generation, depth + 1))],
        Inputs = KerasCallReader.EndsOf(config["input_layers"], "input_layers"),
        Outputs = KerasCallReader.EndsOf(config["output_layers"], "output_layers"),
    };

    private static KerasLayerConfig LayerOf(JsonValue layer, KerasGeneration generation, int depth)
    {
        if (layer["class_name"]?.Text is not { Length: > 0 } className)
        {
            throw KerasFault.Damaged("A layer of the configuration has no class_name");
        }

        var config = layer["config"] ?? JsonValue.Empty;
        var model = ModelOf(layer, generation, depth);
        var read = new KerasLayerConfig
        {
            ClassName = className,
            Module = layer["module"]?.Text ?? "",
            RegisteredName = layer["registered_name"]?.Text ?? "",
            Name = layer["name"]?.Text ?? config["name"]?.Text ?? model?.Name ?? "",
            Config = config.Kind == JsonKind.Object ? config : JsonValue.Empty,
            BuildConfig = layer["build_config"],
            Generation = generation,
            Calls = [.. (layer["inbound_nodes"]?.Items ?? []).Select(KerasCallReader.Read)],
            Model = model,
        };
        if (read.Name.Length > LongestName || className.Length > LongestName)
        {
            throw KerasFault.Damaged($"A layer has a name of {Math.Max(read.Name.Length, className.Length)} letters");
        }

        return generation == KerasGeneration.Keras1 ? Keras1Names.Translate(read) : read;
    }
}
