using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>What a configuration says of a model: its layers, and how tensors go from one to the next.</summary>
internal sealed record KerasModelConfig
{
    /// <summary>The model's name; empty where the file does not say.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a Sequential: its layers follow one another.</summary>
    public required bool IsSequential { get; init; }

    /// <summary>The generation that wrote it.</summary>
    public required KerasGeneration Generation { get; init; }

    /// <summary>Whether its weights are trained; false for a model that was frozen, whose weights are saved in another order.</summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>The layers, in the file's order.</summary>
    public required IReadOnlyList<KerasLayerConfig> Layers { get; init; }

    /// <summary>What Keras ran on, such as <c>theano</c>; null where the file does not say.</summary>
    public string? Backend { get; init; }

    /// <summary>The shape that a Sequential was built for; null where the file does not say.</summary>
    public JsonValue? BuildShape { get; init; }

    /// <summary>The tensors that it takes; none in a Sequential.</summary>
    public IReadOnlyList<KerasEnd> Inputs { get; init; } = [];

    /// <summary>The tensors that it gives; none in a Sequential.</summary>
    public IReadOnlyList<KerasEnd> Outputs { get; init; } = [];
}

/// <summary>A tensor that a model takes or gives.</summary>
/// <param name="Key">Its key where they are a dictionary, else null.</param>
/// <param name="Tensor">The tensor.</param>
internal readonly record struct KerasEnd(string? Key, KerasTensorReference Tensor);
