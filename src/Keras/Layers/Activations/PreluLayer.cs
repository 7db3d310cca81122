using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Activations;

/// <summary><c>PReLU</c>: <c>x</c> above 0, below it a part of it that is learned for each place, or for all places along shared axes.</summary>
/// <param name="config">Its configuration.</param>
internal sealed class PreluLayer(LayerConfig config) : UnaryLayer(config)
{
    private readonly int[] _sharedAxes = config["shared_axes"] is null ? [] : config.Integers("shared_axes");
    private Weight? _alpha;

    /// <inheritdoc/>
    protected override void Build(GraphTensor input)
    {
        // Python counts i − 1 from the end where it is below 0, and Keras lets it.
        var shared = new HashSet<int>(_sharedAxes.Select(axis => axis is int.MinValue ? throw Config.Wrong("shared_axes", "axes of the input") : Axes.Counted(axis - 1, input.Rank - 1)));
        if (input.Rank < 2)
        {
            throw KerasFault.Damaged($"its input has the shape {input.Shape}, and a batch of something was expected");
        }

        _alpha = AddWeight("alpha", [.. Enumerable.Range(0, input.Rank - 1).Select(axis => shared.Contains(axis) ? 1 : Known(input, axis + 1))]);
    }

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        var below = graph.Add("Mul", graph.Add("Neg", Read(graph, _alpha!)), graph.Add("Relu", graph.Add("Neg", input)));
        return graph.Add("AddV2", graph.Add("Relu", input), below);
    }
}
