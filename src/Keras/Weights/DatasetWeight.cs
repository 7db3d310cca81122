using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Keras.Weights;

/// <summary>An array as it is stored.</summary>
/// <param name="dataset">Where it is stored.</param>
internal sealed class DatasetWeight(Hdf5Dataset dataset) : StoredWeight
{
    /// <inheritdoc/>
    public override string Name => dataset.Path.TrimStart('/');

    /// <inheritdoc/>
    public override DataType DataType => dataset.DataType;

    /// <inheritdoc/>
    public override TensorShape Shape => dataset.Shape;

    /// <inheritdoc/>
    public override StoredTensorIdentity? Identity => dataset.Place is { } place
        ? new StoredTensorIdentity(place.File, place.FileLength, place.Written, place.Offset, dataset.ElementCount * DataTypes.SizeOf(DataType), 0, DataType)
        : null;

    /// <inheritdoc/>
    public override void RequireStored() => dataset.RequireStored();

    /// <inheritdoc/>
    public override void Read(Span<byte> destination) => dataset.Read(destination);
}
