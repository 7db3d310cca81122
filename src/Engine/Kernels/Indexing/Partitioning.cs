using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>DynamicPartition and DynamicStitch: deal rows out to several values, and put them together again.</summary>
internal static class Partitioning
{
    /// <summary>Deals rows out by the number that each has.</summary>
    public static void Partition(KernelContext context)
    {
        var data = context.Input(0);
        var partitions = context.Input(1);
        if (data.Rank < partitions.Rank || !data.Shape.Lengths[..partitions.Rank].SequenceEqual(partitions.Shape.Lengths))
        {
            throw OperationException.InvalidArgument($"data.shape must start with partitions.shape, got data.shape = {data.Shape}, partitions.shape = {partitions.Shape}");
        }

        var numbers = partitions.Span<int>();
        var ends = context.Scratch<int>(context.OutputCount + 1);
        ends.Clear();
        for (int i = 0; i < numbers.Length; i++)
        {
            if ((uint)numbers[i] >= (uint)context.OutputCount)
            {
                throw OperationException.InvalidArgument($"{Indices.Name("partitions", partitions.Shape, i)} = {numbers[i]} is not in [0, {context.OutputCount})");
            }

            ends[numbers[i] + 1]++;
        }

        var rest = data.Shape.Lengths[partitions.Rank..];
        int length = data.Shape.Product(partitions.Rank, data.Rank);
        for (int output = 0; output < context.OutputCount; output++)
        {
            context.Output(output, Shape.Concat([ends[output + 1]], rest));
            ends[output + 1] += ends[output];
        }

        // The rows of each output, those of the next behind them.
        var rows = context.Scratch<int>(numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            rows[ends[numbers[i]]++] = i;
        }

        for (int output = 0, start = 0; output < context.OutputCount; start = ends[output++])
        {
            RowMove.Gather(context, data, 0, rows[start..ends[output]], context.Result(output), 0, length);
        }
    }

    /// <summary>Puts rows to the places that are told for each; where a place comes twice, the last row stays. Places that nothing goes to are zero.</summary>
    public static void Stitch(KernelContext context)
    {
        int count = context.InputCount / 2;
        var (firstIndices, firstData) = (context.Input(0), context.Input(count));
        int rows = 0;
        for (int i = 0; i < count; i++)
        {
            var (indices, data) = (context.Input(i), context.Input(i + count));
            RequireFits(i, indices, data, firstIndices, firstData);
            foreach (int index in indices.Span<int>())
            {
                rows = Math.Max(rows, index == int.MaxValue ? throw OperationException.ResourceExhausted($"indices[{i}] asks for {index} rows") : index + 1);
            }
        }

        var output = context.Output(0, Shape.Concat([rows], firstData.Shape.Lengths[firstIndices.Rank..]));
        Elements.Clear(output, 0, output.Count);
        int length = firstData.Shape.Product(firstIndices.Rank, firstData.Rank);
        for (int i = 0; i < count; i++)
        {
            RowMove.Scatter(context, context.Input(i + count), 0, context.Input(i).Span<int>(), output, 0, length);
        }
    }

    private static void RequireFits(int number, Tensor indices, Tensor data, Tensor firstIndices, Tensor firstData)
    {
        if (data.Rank < indices.Rank || !data.Shape.Lengths[..indices.Rank].SequenceEqual(indices.Shape.Lengths))
        {
            throw OperationException.InvalidArgument($"data[{number}].shape = {data.Shape} does not start with indices[{number}].shape = {indices.Shape}");
        }

        if (!data.Shape.Lengths[indices.Rank..].SequenceEqual(firstData.Shape.Lengths[firstIndices.Rank..]))
        {
            throw OperationException.InvalidArgument(
                $"Need data[0].shape[{firstIndices.Rank}:] = data[{number}].shape[{indices.Rank}:], got data[0].shape = {firstData.Shape}, data[{number}].shape = {data.Shape}, indices[0].shape = {firstIndices.Shape}, indices[{number}].shape = {indices.Shape}");
        }

        foreach (int index in indices.Span<int>())
        {
            if (index < 0)
            {
                throw OperationException.InvalidArgument($"indices[{number}] is out of range: {index}");
            }
        }
    }
}
