using TypedModels.Formats.Json;

namespace TypedModels.Keras.Layers;

/// <summary>What a layer is called with: a value, several, or something that the configuration says.</summary>
/// <param name="Value">The value, or null.</param>
/// <param name="Items">The parts of a list, or null.</param>
/// <param name="Constant">What the configuration says, or null.</param>
internal sealed record LayerArgument(LayerValue? Value, IReadOnlyList<LayerArgument>? Items, JsonValue? Constant)
{
    /// <summary>The values that it holds, in order.</summary>
    public IEnumerable<LayerValue> Values => Value is { } value ? [value] : Items?.SelectMany(item => item.Values) ?? [];

    /// <summary>A value.</summary>
    public static LayerArgument Of(LayerValue value) => new(value, null, null);

    /// <summary>Several values.</summary>
    public static LayerArgument Of(IReadOnlyList<LayerValue> values) => new(null, [.. values.Select(Of)], null);
}
