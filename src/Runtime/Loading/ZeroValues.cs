using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime.Loading;

/// <summary>Values made from nothing but a contract: zeros and empty texts, unknown dimensions of length 1.</summary>
internal static class ZeroValues
{
    /// <summary>The most elements that are made; a declared shape is data of the model and may ask for anything.</summary>
    private const long MostElements = 1 << 26;

    /// <summary>A value for each slot of <paramref name="argument"/>: the model's default where it has one, else zeros, with a first axis of length <paramref name="batch"/> where its length is not declared.</summary>
    public static IEnumerable<FixedTensor> Of(ArgumentBinding argument, int batch)
    {
        if (argument.Default is { } given)
        {
            return [given];
        }

        long[] shape = [.. argument.Contract.Shape.Dimensions.Select((dimension, axis) => dimension != TensorShape.UnknownDimension ? dimension : axis == 0 ? batch : 1)];
        return argument.Contract.Encoding switch
        {
            ArgumentEncoding.Sparse => [Zeros(argument.DataType, [0]), Zeros(DataType.Int64, [0, shape.Length]), OfNumbers(shape)],
            ArgumentEncoding.Ragged => OfRagged(argument, shape),
            _ => [Zeros(argument.DataType, shape)],
        };
    }

    private static IEnumerable<FixedTensor> OfRagged(ArgumentBinding argument, long[] shape)
    {
        int levels = argument.Contract.RaggedRank;
        yield return Zeros(argument.DataType, [0, .. shape.Skip(levels + 1)]);
        for (int level = 0; level < levels; level++)
        {
            // One row per outer row, all of them empty from the second level on.
            long rows = level == 0 && shape.Length > 0 ? shape[0] : 0;
            yield return Zeros(argument.Contract.RowSplitsType, [rows + 1]);
        }
    }

    private static FixedTensor Zeros(DataType type, long[] shape)
    {
        long count = shape.Aggregate(1L, (product, length) => length == 0 ? 0 : product > MostElements / length ? MostElements + 1 : product * length);
        if (count > MostElements)
        {
            throw new ModelException("", $"A value of shape {new TensorShape(shape)} is too large to be made from zeros.");
        }

        return type == DataType.String
            ? new FixedTensor(shape, Enumerable.Repeat(Array.Empty<byte>(), (int)count).ToArray())
            : new FixedTensor(shape, new byte[count * DataTypes.SizeOf(type)]);
    }

    private static FixedTensor OfNumbers(long[] values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return new FixedTensor([values.Length], bytes);
    }
}
