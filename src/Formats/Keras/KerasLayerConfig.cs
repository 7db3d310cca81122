using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>What a configuration says of a layer, in the words of Keras 2 and 3 whichever wrote it.</summary>
internal sealed record KerasLayerConfig
{
    /// <summary>The layer's class, such as <c>Conv2D</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>The module that the class is of, such as <c>keras.layers</c>; empty where the file does not say.</summary>
    public string Module { get; init; } = "";

    /// <summary>The name that a class of the user's was registered under, such as <c>Custom&gt;MyLayer</c>; empty for Keras's own.</summary>
    public string RegisteredName { get; init; } = "";

    /// <summary>The layer's name, unique in its model.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments of its constructor.</summary>
    public required JsonValue Config { get; init; }

    /// <summary>What Keras knew of the shapes when it built the layer; null where the file does not say.</summary>
    public JsonValue? BuildConfig { get; init; }

    /// <summary>The generation that wrote it.</summary>
    public required KerasGeneration Generation { get; init; }

    /// <summary>Whether Keras 2 wrote it when it was no part of TensorFlow yet, up to 2.3.1: some of its layers called operations of TensorFlow 1.</summary>
    public bool IsOfStandaloneKeras2 { get; init; }

    /// <summary>The calls of the layer, in order; none in a Sequential, whose layers follow one another.</summary>
    public IReadOnlyList<KerasCall> Calls { get; init; } = [];

    /// <summary>The model that the layer is, or null.</summary>
    public KerasModelConfig? Model { get; init; }

    /// <summary>Whether the class is the user's own.</summary>
    public bool IsCustom => RegisteredName.Contains('>') || (Module.Length > 0 && !IsOfKeras(Module) && ClassName is not ("Functional" or "Sequential"));

    private static bool IsOfKeras(string module) =>
        module.StartsWith("keras", StringComparison.Ordinal) || module.StartsWith("tf_keras", StringComparison.Ordinal) || module.StartsWith("tensorflow.", StringComparison.Ordinal)
        || module.StartsWith("tensorflow_core.", StringComparison.Ordinal) || module == "builtins";
}
