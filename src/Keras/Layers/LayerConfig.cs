using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers;

/// <summary>The configuration of a layer, as layers read it: by name, with the default of the generation that wrote it, and an error that names what is wrong.</summary>
/// <param name="document">What the file says of the layer.</param>
/// <param name="path">What the names of its variables begin with.</param>
/// <param name="groups">Where its group is in files of Keras 3.</param>
/// <param name="factory">Makes the layers that it holds.</param>
internal sealed class LayerConfig(KerasLayerConfig document, string path, IReadOnlyList<string> groups, LayerFactory factory)
{
    // Axes and sizes are few; what a file lists is kept and looped over.
    private const int MostListed = 1 << 16;

    /// <summary>What the file says.</summary>
    public KerasLayerConfig Document => document;

    /// <summary>The layer's name.</summary>
    public string Name => document.Name;

    /// <summary>The layer's class.</summary>
    public string ClassName => document.ClassName;

    /// <summary>The generation of Keras that wrote it.</summary>
    public KerasGeneration Generation => document.Generation;

    /// <summary>What the names of its variables begin with.</summary>
    public string Path => path;

    /// <summary>Where its group is in files of Keras 3; the first place is that of today.</summary>
    public IReadOnlyList<string> Groups => groups;

    /// <summary>Makes the layers that it holds, and knows the files that the model consists of.</summary>
    public LayerFactory Factory => factory;

    /// <summary>A member that is there and not null, or null.</summary>
    public JsonValue? this[string name] => document.Config[name];

    /// <summary>Whether the member is written, be it as null.</summary>
    public bool Has(string name) => document.Config.Members.ContainsKey(name);

    /// <summary>A whole number.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, or no whole number of 32 bits.</exception>
    public int Integer(string name, int? byDefault = null) => this[name] is not { } value ? byDefault ?? throw Missing(name) : IntegerOf(value, name);

    /// <summary>A whole number above 0.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, or not above 0.</exception>
    public int Positive(string name, int? byDefault = null) => Integer(name, byDefault) is > 0 and var number ? number : throw Wrong(name, "a number above 0");

    /// <summary>A number.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, or no number.</exception>
    public double Number(string name, double? byDefault = null) => this[name] is not { } value ? byDefault ?? throw Missing(name) : NumberOf(value, name);

    /// <summary>A number, or null where the file has none.</summary>
    /// <exception cref="ModelFormatException">It is no number.</exception>
    public double? OptionalNumber(string name) => this[name] is { } value ? NumberOf(value, name) : null;

    /// <summary>A truth value.</summary>
    /// <exception cref="ModelFormatException">It is none.</exception>
    public bool Flag(string name, bool byDefault) => this[name] is not { } value ? byDefault : value.Bool ?? (value.Integer is { } number ? number != 0 : throw Wrong(name, "true or false"));

    /// <summary>A text.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, or no text.</exception>
    public string Text(string name, string? byDefault = null) => this[name] is not { } value ? byDefault ?? throw Missing(name) : value.Kind == JsonKind.Text ? value.Text : throw Wrong(name, "a text");

    /// <summary>One of some words.</summary>
    /// <exception cref="ModelFormatException">It is another one.</exception>
    public string Word(string name, string byDefault, params ReadOnlySpan<string> words)
    {
        string word = Text(name, byDefault).ToLowerInvariant();
        return words.IndexOf(word) >= 0 ? word : throw Wrong(name, string.Join(" or ", words.ToArray()));
    }

    /// <summary>A list of whole numbers; a single one counts as a list of one.</summary>
    /// <exception cref="ModelFormatException">It is missing, or something else.</exception>
    public int[] Integers(string name) => this[name] is not { } value ? throw Missing(name) : IntegersOf(value, name);

    /// <summary>A whole number for each of some axes: as many as there are axes, or one for all.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, or another number of them.</exception>
    public int[] PerAxis(string name, int axes, int? byDefault = null)
    {
        int[] values = this[name] is null && byDefault is { } value ? [value] : Integers(name);
        return values.Length == axes ? values : values.Length == 1 ? [.. Enumerable.Repeat(values[0], axes)] : throw Wrong(name, $"{axes} whole numbers");
    }

    /// <summary>The same, all above 0.</summary>
    /// <exception cref="ModelFormatException">It is missing without a default, another number of them, or one is not above 0.</exception>
    public int[] PositivePerAxis(string name, int axes, int? byDefault = null)
    {
        int[] values = PerAxis(name, axes, byDefault);
        return values.All(value => value > 0) ? values : throw Wrong(name, "numbers above 0");
    }

    /// <summary>Numbers in lists in lists, as one list.</summary>
    /// <exception cref="ModelFormatException">There is something else than numbers.</exception>
    public double[] Numbers(string name) => this[name] is { } value ? [.. Flatten(value, name)] : throw Missing(name);

    /// <summary>Whether the channels are the first axis behind the batch.</summary>
    public bool ChannelsFirst => Word("data_format", "channels_last", "channels_last", "channels_first") == "channels_first";

    /// <summary>A layer that this one holds, as its configuration describes it under a name.</summary>
    /// <param name="name">The member.</param>
    /// <param name="pathSegment">What the names of its variables have behind those of this one.</param>
    /// <param name="segments">What its group is called inside this one's, in files of Keras 3.</param>
    /// <exception cref="ModelFormatException">It is missing or cannot be built.</exception>
    public Layer Part(string name, string pathSegment, params string[] segments) =>
        factory.Create(KerasConfigReader.ReadLayer(this[name] ?? throw Missing(name), Generation), path + "/" + pathSegment, WeightGroups.Inside(groups, segments));

    /// <summary>The error of a member that is missing.</summary>
    public static ModelFormatException Missing(string name) => KerasFault.Damaged($"its configuration has no {name}");

    /// <summary>The error of a member that is something else than it should be.</summary>
    public ModelFormatException Wrong(string name, string expected)
    {
        const int MostShown = 80;

        string found = document.Config.Members.TryGetValue(name, out var value) ? value.ToString() : "missing";
        return KerasFault.Damaged($"its {name} is {(found.Length > MostShown ? found.Remove(MostShown) + "…" : found)}, and {expected} was expected");
    }

    private int IntegerOf(JsonValue value, string name) => value.Integer is >= int.MinValue and <= int.MaxValue ? (int)value.Integer.Value : throw Wrong(name, "a whole number");

    private double NumberOf(JsonValue value, string name) => value.Number ?? (value.Bool is { } flag ? flag ? 1 : 0 : value["config"]?["value"] is { } inner ? NumberOf(inner, name) : throw Wrong(name, "a number"));

    // Keras 3 writes some numbers as arrays: {class_name: "__numpy__", config: {value: […]}}.
    private int[] IntegersOf(JsonValue value, string name) => value switch
    {
        { Kind: JsonKind.List, Items.Count: <= MostListed } => [.. value.Items.Select(item => IntegerOf(item, name))],
        { Kind: JsonKind.Number } => [IntegerOf(value, name)],
        _ when value["config"]?["value"] is { } inner => IntegersOf(inner, name),
        _ => throw Wrong(name, "a list of whole numbers"),
    };

    private IEnumerable<double> Flatten(JsonValue value, string name) => value switch
    {
        { Kind: JsonKind.List } => value.Items.SelectMany(item => Flatten(item, name)),
        _ when value["config"]?["value"] is { } inner => Flatten(inner, name),
        _ => [NumberOf(value, name)],
    };
}
