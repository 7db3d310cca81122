using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>Reads how tensors go into layers: <c>inbound_nodes</c>, and the ends of a model.</summary>
internal static class KerasCallReader
{
    private static readonly Dictionary<string, KerasArgument> s_nothing = [];
    private static readonly string[] s_slice = ["start", "stop", "step"];

    /// <summary>Reads one call of a layer.</summary>
    /// <exception cref="ModelFormatException">It is in no form that Keras writes.</exception>
    public static KerasCall Read(JsonValue node) => node.Kind switch
    {
        JsonKind.Object => new KerasCall([.. (node["args"]?.Items ?? []).Select(OfKeras3)], NamedOf(node["kwargs"], OfKeras3)),
        JsonKind.List when FirstOf(node) is { } argument => OfKeras2([(argument, node)]),
        JsonKind.List => OfKeras2([.. node.Items.Select(item => (FirstOf(item) ?? throw Unreadable(node), item))]),
        _ => throw Unreadable(node),
    };

    /// <summary>Reads the tensors that a model takes or gives: a list of triples, one triple, or a dictionary of them.</summary>
    /// <exception cref="ModelFormatException">It is in no form that Keras writes.</exception>
    public static IReadOnlyList<KerasEnd> EndsOf(JsonValue? ends, string name)
    {
        if (ends is null)
        {
            throw KerasFault.Damaged($"The configuration of a model has no {name}");
        }

        var found = new List<KerasEnd>();
        Collect(ends, null);
        return found;

        void Collect(JsonValue value, string? key)
        {
            if (ReferenceOf(value) is { } tensor)
            {
                found.Add(new KerasEnd(key, tensor));
            }
            else if (value.Kind == JsonKind.List)
            {
                foreach (var item in value.Items)
                {
                    Collect(item, key);
                }
            }
            else if (value.Kind == JsonKind.Object && value["class_name"] is null)
            {
                foreach (string member in value.Names)
                {
                    Collect(value.Members[member], member);
                }
            }
            else
            {
                throw KerasFault.Damaged($"{name} holds {value}, and a tensor [layer, node, tensor] was expected");
            }
        }
    }

    // [[name, node, tensor, {…}], …]: one argument, which is a list when there are several. What is given by name stands with the first tensor.
    private static KerasCall OfKeras2(IReadOnlyList<(KerasArgument Argument, JsonValue Entry)> entries)
    {
        var named = entries.Count > 0 && entries[0].Entry.Items is [_, _, _, { Kind: JsonKind.Object } given] ? NamedOf(given, OfKeras2) : s_nothing;
        var arguments = entries.Select(entry => entry.Argument).ToArray();
        return new KerasCall(arguments.Length == 1 ? arguments : [KerasArgument.Of(arguments)], named);
    }

    // What is no tensor stands as ["_CONSTANT_VALUE", -1, value, {…}] where tf.keras has a tensor (tf_keras/engine/node.py).
    private static KerasArgument? FirstOf(JsonValue entry) =>
        ReferenceOf(entry) is { } tensor ? KerasArgument.Of(tensor)
        : entry.Items is [{ Kind: JsonKind.Text, Text: "_CONSTANT_VALUE" }, { Integer: -1 }, var value, ..] && entry.Items.Count <= 4 ? KerasArgument.Of(value)
        : null;

    private static Dictionary<string, KerasArgument> NamedOf(JsonValue? values, Func<JsonValue, KerasArgument> read) =>
        values is null ? s_nothing : values.Names.ToDictionary(name => name, name => read(values.Members[name]), StringComparer.Ordinal);

    private static KerasArgument OfKeras2(JsonValue value)
    {
        if (ReferenceOf(value) is { } tensor)
        {
            return KerasArgument.Of(tensor);
        }

        return value.Kind == JsonKind.List && value.Items.Any(HoldsReference) ? KerasArgument.Of([.. value.Items.Select(OfKeras2)])
            : HoldsReference(value) ? OfSlice(value, OfKeras2)
            : KerasArgument.Of(value);
    }

    private static bool HoldsReference(JsonValue value) =>
        ReferenceOf(value) is not null || (value.Kind == JsonKind.Object && s_slice.Any(name => value[name] is { } bound && ReferenceOf(bound) is not null));

    // A slice with a tensor in it is a list of its three parts.
    private static KerasArgument OfSlice(JsonValue slice, Func<JsonValue, KerasArgument> read) => KerasArgument.Of([.. s_slice.Select(name => read(slice[name] ?? JsonValue.Null))]);

    private static KerasArgument OfKeras3(JsonValue value)
    {
        if (value["class_name"]?.Text == "__keras_tensor__")
        {
            return KerasArgument.Of(value["config"]?["keras_history"] is { } history && ReferenceOf(history) is { } tensor ? tensor : throw Unreadable(value));
        }

        return value switch
        {
            { Kind: JsonKind.List } when HoldsTensor(value) => KerasArgument.Of([.. value.Items.Select(OfKeras3)]),
            { Kind: JsonKind.Object } when value["class_name"]?.Text == "__tuple__" && HoldsTensor(value) => KerasArgument.Of([.. (value["config"]?.Items ?? value["items"]?.Items ?? []).Select(OfKeras3)]),
            { Kind: JsonKind.Object } when value["class_name"]?.Text == "__slice__" && value["config"] is { } slice && HoldsTensor(slice) => OfSlice(slice, OfKeras3),
            { Kind: JsonKind.Object } when value["class_name"] is null && HoldsTensor(value) =>
                KerasArgument.Of([.. value.Names.OrderBy(name => name, StringComparer.Ordinal).Select(name => OfKeras3(value.Members[name]))]),
            _ => KerasArgument.Of(value),
        };
    }

    private static bool HoldsTensor(JsonValue value) =>
        value["class_name"]?.Text == "__keras_tensor__" || value.Items.Any(HoldsTensor) || value.Members.Values.Any(HoldsTensor);

    private static KerasTensorReference? ReferenceOf(JsonValue value) =>
        value.Items is [{ Kind: JsonKind.Text } layer, { Integer: >= 0 and <= int.MaxValue } node, { Integer: >= 0 and <= int.MaxValue } tensor, ..] && value.Items.Count <= 4
            ? new KerasTensorReference(layer.Text, (int)node.Integer!.Value, (int)tensor.Integer!.Value)
            : null;

    private static ModelFormatException Unreadable(JsonValue node)
    {
        const int MostShown = 200;

        string text = node.ToString();
        text = text.Length > MostShown ? text.Remove(MostShown) + "…" : text;
        return KerasFault.Damaged($"A call of a layer is given as {text}, which no generation of Keras writes");
    }
}
