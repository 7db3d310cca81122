using TypedModels.Formats.Checkpoints;

namespace TypedModels.Keras.Weights;

/// <summary>An array of a file of weights, in the form that a model wants it.</summary>
internal abstract class StoredWeight
{
    /// <summary>What the file calls it, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The type of its elements.</summary>
    public abstract DataType DataType { get; }

    /// <summary>Its shape.</summary>
    public abstract TensorShape Shape { get; }

    /// <summary>By what its bytes are known again, or null.</summary>
    public virtual StoredTensorIdentity? Identity => null;

    /// <summary>Makes sure that it is stored in full, before memory is taken for it.</summary>
    /// <exception cref="Formats.ModelFormatException">It is not.</exception>
    public abstract void RequireStored();

    /// <summary>Reads it: row by row, little-endian.</summary>
    /// <exception cref="Formats.ModelFormatException">The file is damaged.</exception>
    public abstract void Read(Span<byte> destination);
}
