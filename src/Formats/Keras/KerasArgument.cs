using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>What a call of a layer is given: a tensor, several, or a value of the configuration.</summary>
internal sealed class KerasArgument
{
    private KerasArgument(KerasTensorReference? tensor, IReadOnlyList<KerasArgument>? items, JsonValue? value)
    {
        Tensor = tensor;
        Items = items;
        Value = value;
    }

    /// <summary>The tensor, or null.</summary>
    public KerasTensorReference? Tensor { get; }

    /// <summary>The parts of a list, a tuple or, in the order of their keys, a dictionary that holds tensors; or null.</summary>
    public IReadOnlyList<KerasArgument>? Items { get; }

    /// <summary>The value, where no tensor is part of it; or null.</summary>
    public JsonValue? Value { get; }

    /// <summary>The tensors that it holds, in order.</summary>
    public IEnumerable<KerasTensorReference> Tensors => Tensor is { } tensor ? [tensor] : Items?.SelectMany(item => item.Tensors) ?? [];

    /// <summary>A tensor.</summary>
    public static KerasArgument Of(KerasTensorReference tensor) => new(tensor, null, null);

    /// <summary>Several.</summary>
    public static KerasArgument Of(IReadOnlyList<KerasArgument> items) => new(null, items, null);

    /// <summary>A value.</summary>
    public static KerasArgument Of(JsonValue value) => new(null, null, value);
}
