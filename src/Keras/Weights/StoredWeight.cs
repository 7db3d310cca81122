using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Keras.Weights;

/// <summary>An array of a file of weights.</summary>
/// <param name="dataset">Where it is stored.</param>
internal class StoredWeight(Hdf5Dataset dataset)
{
    /// <summary>What the file calls it, for messages.</summary>
    public string Name => dataset.Path.TrimStart('/');

    /// <summary>The type that it is stored in.</summary>
    public virtual DataType DataType => dataset.DataType;

    /// <summary>Its shape.</summary>
    public virtual TensorShape Shape => dataset.Shape;

    /// <summary>By what its bytes are known again, or null.</summary>
    public virtual StoredTensorIdentity? Identity => dataset.Place is { } place
        ? new StoredTensorIdentity(place.File, place.FileLength, place.Written, place.Offset, dataset.ElementCount * DataTypes.SizeOf(DataType), 0, DataType)
        : null;

    /// <summary>Makes sure that it is stored in full, before memory is taken for it.</summary>
    /// <exception cref="Formats.ModelFormatException">It is not.</exception>
    public virtual void RequireStored() => dataset.RequireStored();

    /// <summary>Reads it: row by row, little-endian.</summary>
    /// <exception cref="Formats.ModelFormatException">The file is damaged.</exception>
    public virtual void Read(Span<byte> destination) => dataset.Read(destination);
}
