using TypedModels.Formats.Keras;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Models;

/// <summary>A layer at its place in a model.</summary>
/// <param name="Document">What the file says of it.</param>
/// <param name="Layer">The layer.</param>
internal sealed record NetworkNode(KerasLayerConfig Document, Layer Layer);
