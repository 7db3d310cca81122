using TypedModels.Engine.Memory;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Graphs;

/// <summary>Reads values out of a file into shared tensors.</summary>
internal static class ConstantReader
{
    /// <summary>The value of <paramref name="document"/>.</summary>
    /// <exception cref="TypedModels.Formats.ModelFormatException">It is malformed.</exception>
    public static Tensor Read(TensorDocument document)
    {
        _ = document.ElementCount;
        var shape = Shape.From(document.Shape.Dimensions.AsSpan());
        if (document.DataType == DataType.String)
        {
            return Tensor.CreateShared(shape, [.. TensorElements.ToTexts(document)]);
        }

        if (DataTypes.SizeOf(document.DataType) == 0)
        {
            throw OperationException.Unimplemented($"A constant of type {document.DataType.ToWord()} cannot be read.");
        }

        return Tensor.CreateShared<byte>(document.DataType, shape, TensorElements.ToBytes(document));
    }
}
