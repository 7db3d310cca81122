using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedTensorToVariant and RaggedTensorFromVariant.</summary>
internal static class RaggedVariants
{
    /// <summary>RaggedTensorToVariant: the whole as one variant, or each row as one.</summary>
    public static void Encode(KernelContext context, bool isBatch)
    {
        int levels = context.InputCount - 1;
        var values = context.Input(levels);
        var tensors = new Tensor[levels];
        for (int level = 0; level < levels; level++)
        {
            tensors[level] = context.Input(level);
        }

        RaggedSplits.RequireNested(tensors, values);
        long[][] splits = Array.ConvertAll(tensors, Read);
        if (!isBatch)
        {
            context.Output(0, Shape.Scalar).WritableObjects[0] = new RaggedVariant(splits, values.ToShared(context.Resources.Budget));
            return;
        }

        int rows = levels > 0 ? splits[0].Length - 1 : values[0];
        var output = context.Output(0, new Shape(rows)).WritableObjects;
        for (int row = 0; row < rows; row++)
        {
            context.ThrowIfCancelled();
            output[row] = Row(context, splits, values, row);
        }
    }

    /// <summary>RaggedTensorFromVariant: variants put together, the axes of their tensor becoming ragged ones.</summary>
    public static void Decode(KernelContext context, int inputLevels, int outputLevels, DataType type)
    {
        var encoded = context.Input(0);
        int axes = encoded.Rank;
        int levels = inputLevels == -1 ? outputLevels - axes : inputLevels;
        if (levels < 0 || levels + axes != outputLevels)
        {
            throw OperationException.InvalidArgument($"output_ragged_rank must be equal to input_ragged_rank + encoded_ragged.dims(); output_ragged_rank: {outputLevels}, input_ragged_rank: {levels}, encoded_variant.dims(): {axes}.");
        }

        var parts = new RaggedVariant[encoded.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = encoded.Objects[i] as RaggedVariant ?? throw OperationException.InvalidArgument($"Input Variant element at index {i} doesn't hold a RaggedTensorVariant");
            if (parts[i].Values.Type != type)
            {
                throw OperationException.InvalidArgument($"Expected values Tensor dtype: {type.ToWord()}, found: {parts[i].Values.Type.ToWord()}");
            }

            if (parts[i].Splits.Length != levels || parts[i].Values.Rank < 1)
            {
                throw OperationException.InvalidArgument($"Encoded input RaggedTensorVariant has ragged_rank={parts[i].Splits.Length}.  Expected ragged_rank={levels}.");
            }
        }

        GiveOuterSplits(context, encoded, parts);
        for (int level = 0; level < levels; level++)
        {
            GiveInnerSplits(context, parts, level, axes + level);
        }

        GiveValues(context, parts, outputLevels, type);
    }

    private static long[] Read(Tensor splits)
    {
        long[] result = new long[splits.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = splits.Integer(i);
        }

        return result;
    }

    private static RaggedVariant Row(KernelContext context, long[][] splits, Tensor values, int row)
    {
        int start = row, end = row + 1;
        var inner = new List<long[]>();
        for (int level = 0; level < splits.Length; level++)
        {
            if (level > 0)
            {
                long first = splits[level][start];
                inner.Add(Array.ConvertAll(splits[level][start..(end + 1)], split => split - first));
            }

            (start, end) = ((int)splits[level][start], (int)splits[level][end]);
        }

        // Without splits a row is one of the values, without its outermost axis.
        var shape = splits.Length == 0 ? values.Shape.Remove(0) : values.Shape.With(0, end - start);
        int step = RaggedSplits.InnerCount(values);
        var piece = context.Pool.RentTensor();
        context.Allocate(piece, values.Type, shape);
        Elements.Copy(values, start * step, piece, 0, (end - start) * step);
        var kept = piece.ToShared(context.Resources.Budget);
        context.Pool.Return(piece);
        return new RaggedVariant([.. inner], kept);
    }

    private static void GiveOuterSplits(KernelContext context, Tensor encoded, RaggedVariant[] parts)
    {
        for (int axis = 0; axis < encoded.Rank; axis++)
        {
            bool isLast = axis == encoded.Rank - 1;
            var splits = new List<long> { 0 };
            int rows = isLast ? parts.Length : encoded.Shape.Product(0, axis + 1);
            for (int row = 0; row < rows; row++)
            {
                splits.Add(splits[^1] + (isLast ? parts[row].Rows : encoded[axis + 1]));
            }

            RaggedSplits.Give(context, axis, splits);
        }
    }

    private static void GiveInnerSplits(KernelContext context, RaggedVariant[] parts, int level, int output)
    {
        var splits = new List<long> { 0 };
        foreach (var part in parts)
        {
            long offset = splits[^1];
            foreach (long split in part.Splits[level].AsSpan(1))
            {
                splits.Add(offset + split);
            }
        }

        RaggedSplits.Give(context, output, splits);
    }

    private static void GiveValues(KernelContext context, RaggedVariant[] parts, int output, DataType type)
    {
        if (parts.Length == 1)
        {
            context.Forward(output, parts[0].Values);
            return;
        }

        int total = 0;
        var inner = parts.Length == 0 ? Shape.Scalar : parts[0].Values.Shape.Remove(0);
        foreach (var part in parts)
        {
            total = checked(total + part.Values[0]);
            if (part.Values.Shape.Remove(0) != inner)
            {
                throw OperationException.InvalidArgument($"All flat_values must have compatible shapes.  Shape at index 0: {parts[0].Values.Shape}; shape of another: {part.Values.Shape} of {type.ToWord()}.");
            }
        }

        var values = context.Output(output, inner.Insert(0, total));
        int next = 0;
        foreach (var part in parts)
        {
            Elements.Copy(part.Values, 0, values, next, part.Values.Count);
            next += part.Values.Count;
        }
    }
}
