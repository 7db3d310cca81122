using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Tool.Check.Comparison;

namespace TypedModels.Tool.Inspect.Checkpoints;

/// <summary>Reads the elements of stored tensors.</summary>
internal static class StoredElements
{
    /// <summary>The elements of a tensor of numbers, as the checkpoint holds them.</summary>
    /// <exception cref="ModelFormatException">A file is missing or damaged, or the tensor is larger than one array can be.</exception>
    public static byte[] Read(Checkpoint checkpoint, CheckpointEntry entry)
    {
        checkpoint.RequireStored(entry);
        long length = entry.ElementCount * DataTypes.SizeOf(entry.DataType);
        if (length > Array.MaxLength)
        {
            throw new ModelFormatException(new ModelProblem(ExtractionError.Unreadable, checkpoint.Prefix, $"'{entry.Key}' takes {length} bytes, more than is read at once", "Partition the variable before it is saved"));
        }

        var bytes = new byte[length];
        checkpoint.Read(entry, bytes);
        return bytes;
    }

    /// <summary>Whether elements of a type are real numbers that <see cref="Number"/> reads: complex ones have no order, and those narrower than a byte and 8-bit floating-point ones are read as their bits alone.</summary>
    public static bool AreNumbers(DataType type) =>
        DataTypes.SizeOf(type) > 0 && type is not (DataType.Complex64 or DataType.Complex128) && type <= DataType.UInt64;

    /// <summary>An element as a number.</summary>
    public static double Number(DataType type, ReadOnlySpan<byte> elements, int index) =>
        NumberReader.IsFloatingPoint(type) ? NumberReader.Floating(type, elements, index).Real : (double)NumberReader.Integer(type, elements, index);
}
