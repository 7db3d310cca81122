using TypedModels.Formats.Checkpoints;

namespace TypedModels.Formats.Models;

/// <summary>Reads files of weights that do not call weights as the model's graph calls its variables: Keras's.</summary>
internal abstract class ModelWeights
{
    /// <summary>The model's own file, where it holds weights; null for one that describes layers alone.</summary>
    public abstract string? OwnFile { get; }

    /// <summary>Opens a file of weights: a checkpoint whose tensors are called as the variables are that take them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="byName">Whether layers are told by their names, and not by their order.</param>
    /// <exception cref="ModelFormatException">It is not there, holds no weights, or is damaged.</exception>
    public abstract Checkpoint Open(string path, bool byName);
}
