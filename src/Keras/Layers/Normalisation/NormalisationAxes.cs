using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>The axes that a normalisation is about: one, or a list.</summary>
internal sealed class NormalisationAxes
{
    private readonly int[] _axes;

    /// <param name="config">The configuration of the layer.</param>
    /// <exception cref="Formats.ModelFormatException">It names something else than axes.</exception>
    public NormalisationAxes(LayerConfig config)
    {
        IsList = config["axis"]?.Kind == JsonKind.List;
        _axes = config["axis"] is null ? [-1] : config.Integers("axis");
        if (_axes.Length == 0)
        {
            throw config.Wrong("axis", "an axis or several");
        }
    }

    /// <summary>Whether they are written as a list.</summary>
    public bool IsList { get; }

    /// <summary>The axes of a value, counted from the first, in the order in which they are written.</summary>
    /// <exception cref="Formats.ModelFormatException">It has no such axis, or one is named twice.</exception>
    public int[] Of(GraphTensor value)
    {
        int rank = value.Rank;
        int[] axes = [.. _axes.Select(axis => axis >= -rank && axis < rank ? (axis + rank) % rank : throw KerasFault.Damaged($"its input {value.Shape} has no axis {axis}"))];
        return axes.Distinct().Count() == axes.Length ? axes : throw KerasFault.Damaged($"it names an axis of its input {value.Shape} twice");
    }
}
