using System.Globalization;
using TypedModels.Formats.Json;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Damages configurations by their structure: what is left is JSON.</summary>
internal static class ConfigurationDamage
{
    private const int LongText = 5000;
    private const int MostNesting = 70;

    private static readonly string[] s_values =
    [
        "null", "true", "false", "-1", "0", "1", "2", "3", "-2", "7", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "4611686018427387904", "65536", "1000000", "1e300", "-1e300", "1e-300", "0.5", "NaN",
        "Infinity", "-Infinity", "\"\"", "\"x0\"", "\"layer\"", "\"a/b\"", "\"same\"", "\"valid\"", "\"channels_first\"", "\"channels_last\"", "\"float16\"", "\"float64\"", "\"mixed_float16\"", "\"int8\"", "\"string\"",
        "\"complex64\"", "\"softmax\"", "\"glu\"", "[]", "[[]]", "[[[[[[[[1]]]]]]]]", "{}", "[null]", "[null, null]", "[-1]", "[0]", "[1]", "[1, 1]", "[2, 2]", "[0, 0, 0]", "[-1, -1]", "[1, 2, 3, 4, 5, 6, 7, 8]", "[2147483647, 2147483647]",
        "[[1, 2], [3]]", "[\"a\", 1]", "[1.5]", "[\"x0\", 0, 0]", "[\"layer\", 0, 0]", "[\"x0\", 1, 0]", "[\"x0\", 0, 9]", "[\"x0\", 2147483647, 2147483647]", "{\"class_name\": \"Dense\", \"config\": {\"units\": 2}}",
        "{\"class_name\": \"LSTM\", \"config\": {\"name\": \"l\", \"units\": 2}}", "{\"class_name\": \"__numpy__\", \"config\": {\"value\": [1, 2]}}", "{\"config\": {\"value\": {\"config\": {\"value\": 3}}}}",
        "{\"class_name\": \"__tensor__\", \"config\": {\"value\": [[1, 2], [3]], \"dtype\": \"int8\"}}", "{\"class_name\": \"__slice__\", \"config\": {\"start\": 5, \"stop\": -7, \"step\": 0}}", "{\"class_name\": \"__ellipsis__\", \"config\": {}}",
        "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"layer\", 0, 0]}}", "{\"class_name\": \"__keras_tensor__\", \"config\": {\"keras_history\": [\"x0\", 0, 0]}}", "{\"class_name\": \"Lambda\", \"config\": {}}",
    ];

    private static readonly string[] s_shapes =
        ["[]", "[null]", "[null, null]", "[null, null, null]", "[null, null, null, null]", "[null, null, null, null, null]", "[2, 3, 4, 5]", "[1, 1, 1, 1, 1, 1, 1]", "[null, 0]", "[0, 0, 0]", "[null, 2147483647]", "[null, 9223372036854775807]", "[null, 1, 2, 3, 4, 5, 6]", "[null, 3, 0, 4]", "[null, 100000, 100000, 3]", "[3]", "[null, 3, 4]"];

    private static readonly string[] s_types = ["float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string", "complex64", "mixed_float16", "mixed_bfloat16"];

    private static readonly string[] s_members =
    [
        "activation", "axes", "axis", "batch_input_shape", "build_config", "causal", "cell", "crop_to_aspect_ratio", "data_format", "depth_multiplier", "dilation_rate", "dtype", "go_backwards", "groups", "idf_weights", "implementation",
        "input_length", "interpolation", "invert", "k", "keepdims", "layer", "mask_value", "mask_zero", "max_tokens", "max_value", "merge_mode", "mode", "ngrams", "noise_shape", "num", "num_oov_indices", "output_mode", "output_padding",
        "output_sequence_length", "pad_to_aspect_ratio", "pad_to_max_tokens", "padding", "reset_after", "return_sequences", "return_state", "shared_axes", "sparse", "split", "stateful", "strides", "time_major", "trainable", "unroll",
        "use_bias", "vocabulary", "zero_output_for_mask",
    ];

    private static readonly JsonValue[] s_parsed = [.. s_values.Select(text => JsonReader.Read(text, "test")), JsonValue.Of(new string('x', LongText)), Nested()];
    private static readonly JsonValue[] s_parsedShapes = [.. s_shapes.Select(text => JsonReader.Read(text, "test"))];

    /// <summary>Damages a configuration, once.</summary>
    public static JsonValue Apply(JsonValue root, Random random)
    {
        if (random.Next(40) == 0)
        {
            return Nest(root, random.Next(1, MostNesting), callsTwice: false);
        }

        var places = new List<JsonValue>();
        Collect(root, places);
        var configs = places.SelectMany(place => place["layers"]?.Items ?? []).Select(layer => layer["config"]).OfType<JsonValue>().ToArray();
        if (configs.Length == 0)
        {
            return Damage(root, root, random);
        }

        // What layers compute is asked for by their configurations; most else is refused before.
        var config = configs[random.Next(configs.Length)];
        return random.Next(10) switch
        {
            < 2 => Damage(root, root, random),
            2 when Shapes(root) is { Count: > 0 } shapes => Replace(root, shapes[random.Next(shapes.Count)], s_parsedShapes[random.Next(s_parsedShapes.Length)]),
            3 when config["dtype"] is { } type => Replace(root, type, JsonValue.Of(s_types[random.Next(s_types.Length)])),
            4 => Replace(root, config, config.With(s_members[random.Next(s_members.Length)], s_parsed[random.Next(s_parsed.Length)])),
            5 => Damage(root, places.FirstOrDefault(place => ReferenceEquals(place["config"], config))?["inbound_nodes"] ?? root, random),
            _ => Damage(root, config, random),
        };
    }

    private static JsonValue Damage(JsonValue root, JsonValue within, Random random)
    {
        var places = new List<JsonValue>();
        Collect(within, places);
        var target = places[places.Count > 1 ? random.Next(1, places.Count) : 0];
        return Replace(root, target, Damaged(target, places, random));
    }

    private static JsonValue? Damaged(JsonValue value, List<JsonValue> others, Random random) => random.Next(8) switch
    {
        0 => null,
        1 => others[random.Next(others.Count)],
        2 when value.Items.Count > 0 => JsonValue.Of([.. value.Items, value.Items[random.Next(value.Items.Count)]]),
        2 when value.Names.Count > 0 => value.With(value.Names[random.Next(value.Names.Count)], s_parsed[random.Next(s_parsed.Length)]),
        3 when value.Number is { } number => Scaled(number, random),
        3 when value.Items.Count > 1 => JsonValue.Of([.. value.Items.Reverse()]),
        4 when value.Kind != JsonKind.Object => others.Where(other => other.Kind == value.Kind).ElementAt(random.Next(others.Count(other => other.Kind == value.Kind))),
        5 => JsonValue.Of([value]),
        _ => s_parsed[random.Next(s_parsed.Length)],
    };

    private static JsonValue Scaled(double number, Random random)
    {
        double scaled = random.Next(5) switch { 0 => number + 1, 1 => number - 1, 2 => -number, 3 => number * 2, _ => number * 1000 };
        return JsonValue.Of(scaled, scaled.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Puts models around a model, several times over.</summary>
    /// <param name="root">The model.</param>
    /// <param name="depth">How many.</param>
    /// <param name="callsTwice">Whether every other one calls what is inside of it twice.</param>
    public static JsonValue Nest(JsonValue root, int depth, bool callsTwice)
    {
        string calls = callsTwice ? """[["x0",0,0,{}]],[["m",0,0,{}]]""" : """[["x0",0,0,{}]]""";
        string inner = root.ToString();
        string shape = Shapes(root) is [var first, ..] ? first.ToString() : "[null, 4]";
        for (int i = 0; i < depth && inner.Length < 1 << 20; i++)
        {
            inner = i % 2 == 0
                ? $$$"""{"class_name":"Sequential","config":{"name":"s{{{i}}}","layers":[{"class_name":"InputLayer","config":{"name":"x0","batch_shape":{{{shape}}}}},{{{inner}}}]}}"""
                : $$$"""{"class_name":"Functional","config":{"name":"f{{{i}}}","layers":[{"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":{{{shape}}}}},{"name":"m","inbound_nodes":[{{{calls}}}],{{{inner.AsSpan(1)}}}],"input_layers":[["x0",0,0]],"output_layers":[["m",{{{(callsTwice ? 1 : 0)}}},0]]}}""";
        }

        try
        {
            return JsonReader.Read(inner, "test");
        }
        catch (TypedModels.Formats.ModelFormatException)
        {
            return root;
        }
    }

    private static List<JsonValue> Shapes(JsonValue root)
    {
        var all = new List<JsonValue>();
        Collect(root, all);
        return [.. all.Select(value => value["batch_shape"] ?? value["batch_input_shape"]).OfType<JsonValue>()];
    }

    private static void Collect(JsonValue value, List<JsonValue> found)
    {
        found.Add(value);
        foreach (var part in value.Items.Concat(value.Members.Values))
        {
            Collect(part, found);
        }
    }

    // Values are told apart by their identity; null takes the value away.
    private static JsonValue Replace(JsonValue value, JsonValue target, JsonValue? by)
    {
        if (ReferenceEquals(value, target))
        {
            return by ?? JsonValue.Null;
        }

        return value.Kind switch
        {
            JsonKind.List => JsonValue.Of([.. value.Items.Where(item => by is not null || !ReferenceEquals(item, target)).Select(item => Replace(item, target, by))]),
            JsonKind.Object => JsonValue.Of(value.Names.Where(name => by is not null || !ReferenceEquals(value.Members[name], target)).Select(name => new KeyValuePair<string, JsonValue>(name, Replace(value.Members[name], target, by)))),
            _ => value,
        };
    }

    private static JsonValue Nested()
    {
        var value = JsonValue.Empty;
        for (int i = 0; i < 100; i++)
        {
            value = JsonValue.Of([value]);
        }

        return value;
    }
}
