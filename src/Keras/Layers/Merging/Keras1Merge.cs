using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Merging;

/// <summary><c>Merge</c> of Keras 1: one class for all that joins tensors, told apart by its mode.</summary>
internal static class Keras1Merge
{
    /// <summary>Makes the layer.</summary>
    /// <exception cref="ModelFormatException">Its mode is none, or a function of Python.</exception>
    public static Layer Create(LayerConfig config)
    {
        if (config.Text("mode_type", "raw") != "raw")
        {
            throw KerasFault.Unsupported($"The layer '{config.Name}' (Merge) joins its inputs by Python code, which is never run here");
        }

        return config.Word("mode", "sum", "sum", "mul", "ave", "max", "concat", "dot", "cos") switch
        {
            "sum" => new ElementwiseMergeLayer(config, "AddV2"),
            "mul" => new ElementwiseMergeLayer(config, "Mul"),
            "ave" => new ElementwiseMergeLayer(config, "AddV2", isMean: true),
            "max" => new ElementwiseMergeLayer(config, "Maximum"),
            "concat" => new ConcatenateLayer(With(config, "axis", config["concat_axis"])),
            "dot" => new DotLayer(With(config, "axes", config["dot_axes"])),
            _ => new CosineMergeLayer(config, AxesOf(config)),
        };
    }

    private static LayerConfig With(LayerConfig config, string name, JsonValue? value) =>
        new(config.Document with { Config = config.Document.Config.With(name, value ?? JsonValue.Of(-1)) }, config.Path, config.Groups, config.Factory);

    private static (int Left, int Right) AxesOf(LayerConfig config)
    {
        int[] axes = config["dot_axes"] is null ? [-1] : config.Integers("dot_axes");
        return axes.Length is 1 or 2 ? (axes[0], axes[axes.Length - 1]) : throw config.Wrong("dot_axes", "one axis or two");
    }
}
