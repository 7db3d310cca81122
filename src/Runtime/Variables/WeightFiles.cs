using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Models;
using TypedModels.Keras.Files;
using TypedModels.Keras.Weights;

namespace TypedModels.Runtime.Variables;

/// <summary>Opens what variables are restored from: a checkpoint of TensorFlow, or a file of weights of Keras.</summary>
internal static class WeightFiles
{
    /// <summary>Opens a checkpoint, or a file of weights as one.</summary>
    /// <param name="path">A checkpoint's prefix, a folder with one, or a file; absolute.</param>
    /// <param name="weights">How files of weights are read into the model; null when it is none of Keras: its weights are then told by the names that Keras gave them.</param>
    /// <param name="byName">Whether the layers of a file of weights are told by their names.</param>
    /// <exception cref="Formats.ModelFormatException">There is none, or it is damaged.</exception>
    public static Checkpoint Open(string path, ModelWeights? weights, bool byName) =>
        AreOfKeras(path, weights) ? (weights ?? new NamedWeights()).Open(path, byName) : Checkpoint.Open(CheckpointLocation.Find(path));

    /// <summary>Whether a path means a file of weights of Keras.</summary>
    /// <param name="path">The path; absolute.</param>
    /// <param name="weights">How files of weights are read into the model; null when it is none of Keras.</param>
    public static bool AreOfKeras(string path, ModelWeights? weights) =>
        (File.Exists(path) && KerasFile.IsOfWeights(path)) || (weights is not null && ModelFile.KindOf(path) == ModelFileKind.Keras);
}
