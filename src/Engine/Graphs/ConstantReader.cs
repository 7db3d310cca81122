using TypedModels.Engine.Memory;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Graphs;

/// <summary>Reads values out of a file into shared tensors.</summary>
internal static class ConstantReader
{
    /// <summary>The constant <paramref name="document"/>: equal ones are in memory once.</summary>
    /// <param name="document">The constant.</param>
    /// <param name="budget">Who pays.</param>
    /// <exception cref="TypedModels.Formats.ModelFormatException">It is malformed.</exception>
    public static Tensor Read(TensorDocument document, MemoryBudget? budget) => Read(document, (shape, elements) => Tensor.CreateConstant(document.DataType, shape, elements, budget));

    /// <summary>The value <paramref name="document"/>, which one call needs.</summary>
    /// <exception cref="TypedModels.Formats.ModelFormatException">It is malformed.</exception>
    public static Tensor ReadValue(TensorDocument document) => Read(document, (shape, elements) => Tensor.CreateShared(document.DataType, shape, elements));

    private static Tensor Read(TensorDocument document, Func<Shape, ReadOnlySpan<byte>, Tensor> create)
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

        return create(shape, TensorElements.ToMemory(document).Span);
    }
}
