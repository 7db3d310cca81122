using TypedModels.Formats.Json;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary>What is put before and behind axes, or taken away there, as configurations write it.</summary>
internal static class AxisMargins
{
    private static readonly string[] s_sides = ["left_pad", "right_pad"];
    private static readonly string[] s_edges = ["top_pad", "bottom_pad", "left_pad", "right_pad"];

    /// <summary>
    /// The margins of each axis. A sequence has a number for both ends, or one for each. Others have a number for all, a number for each axis, or a pair for each axis; of Keras 1 also a number for each edge, or an
    /// object that names edges.
    /// </summary>
    /// <param name="config">The configuration of the layer.</param>
    /// <param name="name">The member.</param>
    /// <param name="axes">The number of axes.</param>
    /// <param name="byDefault">The number where there is none.</param>
    /// <exception cref="Formats.ModelFormatException">It is something else, or below 0.</exception>
    public static (long Before, long Behind)[] Of(LayerConfig config, string name, int axes, int byDefault)
    {
        if (config[name] is not { } value)
        {
            return [.. Enumerable.Repeat(((long)byDefault, (long)byDefault), axes)];
        }

        var margins = value switch
        {
            { Kind: JsonKind.Number } => [.. Enumerable.Repeat(Both(value), axes)],
            { Kind: JsonKind.List } when axes == 1 && value.Items.Count == 2 => [(Of(value.Items[0]), Of(value.Items[1]))],
            { Kind: JsonKind.List } when axes == 1 && value.Items.Count == 1 => [Pair(value.Items[0])],
            { Kind: JsonKind.List } when axes == 2 && value.Items.Count == 4 => Edges(value.Items),
            { Kind: JsonKind.List } when value.Items.Count == axes => [.. value.Items.Select(Pair)],
            { Kind: JsonKind.Object } when axes <= 2 => Edges([.. (axes == 1 ? s_sides : s_edges).Select(edge => value[edge] ?? JsonValue.Of(0))]),
            _ => [],
        };
        return margins.Length == axes ? margins : throw Wrong();

        (long Before, long Behind) Pair(JsonValue item) => item.Kind != JsonKind.List ? Both(item) : item.Items.Count == 2 ? (Of(item.Items[0]), Of(item.Items[1])) : throw Wrong();

        (long Before, long Behind) Both(JsonValue item) => (Of(item), Of(item));

        long Of(JsonValue item) => item.Integer is >= 0 and <= int.MaxValue and var number ? number : throw Wrong();

        (long Before, long Behind)[] Edges(IReadOnlyList<JsonValue> items) => [.. Enumerable.Range(0, items.Count / 2).Select(axis => (Of(items[2 * axis]), Of(items[(2 * axis) + 1])))];

        Formats.ModelFormatException Wrong() => config.Wrong(name, $"numbers from 0 for each of {axes} axes");
    }
}
