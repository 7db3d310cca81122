using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>A Keras model as a graph.</summary>
/// <param name="MetaGraph">The graph, with one signature.</param>
/// <param name="Weights">The weights of the model, as files of weights are laid out.</param>
/// <param name="Layers">The top layers, in the file's order.</param>
internal sealed record KerasGraph(MetaGraphDocument MetaGraph, LayerWeights Weights, IReadOnlyList<KerasTopLayer> Layers)
{
    /// <summary>What Keras ran on when it wrote the configuration, as far as that says so.</summary>
    public string? Backend { get; init; }
}

/// <summary>A layer of the model itself, by which files of weights are divided.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Weights">Its weights.</param>
internal sealed record KerasTopLayer(string Name, string ClassName, LayerWeights Weights);
