using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>What goes from one layer to the next.</summary>
/// <param name="Tensor">The value.</param>
/// <param name="Mask">Which of its steps count, <c>[batch, time]</c> of bool; null where all do.</param>
internal sealed record LayerValue(GraphTensor Tensor, GraphTensor? Mask = null);
