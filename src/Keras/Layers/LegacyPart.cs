using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers;

/// <summary>One array of a file of Keras 1, where it keeps the gates of a recurrent layer apart that later ones keep in one weight.</summary>
/// <param name="Name">What Keras 1 calls it, such as <c>W_i</c>.</param>
/// <param name="Weight">The weight that it is a part of.</param>
/// <param name="Block">Which part of the weight's last axis it is, counted from 0.</param>
/// <param name="Blocks">How many parts of one size the last axis consists of.</param>
internal sealed record LegacyPart(string Name, Weight Weight, int Block, int Blocks);
