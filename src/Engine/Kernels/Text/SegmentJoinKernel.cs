using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>UnsortedSegmentJoin: the texts of each segment put together, in their order.</summary>
internal sealed class SegmentJoinKernel(ReadOnlyMemory<byte> separator) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var ids = context.Input(1);
        var count = context.Input(2);
        if (count.Rank != 0)
        {
            throw OperationException.InvalidArgument("Number of segments should be a scalar");
        }

        long segments = count.Integer(0);
        if (segments < 0)
        {
            throw OperationException.InvalidArgument($"Number of segments must be non-negative but got {segments}");
        }

        RequirePrefix(input, ids);
        var rest = input.Shape.Lengths[ids.Rank..];
        var shape = Shape.From([segments, .. Array.ConvertAll(rest.ToArray(), length => (long)length)]);
        int inner = input.Shape.Product(ids.Rank, input.Rank);
        for (int i = 0; i < ids.Count; i++)
        {
            if (ids.Integer(i) is var id && (id < 0 || id >= segments))
            {
                throw OperationException.InvalidArgument("segment_ids are not allowed to exceed num_segments or to have negative values.");
            }
        }

        Join(context, input, ids, context.Output(0, shape), inner);
    }

    private void Join(KernelContext context, Tensor input, Tensor ids, Tensor output, int inner)
    {
        var lengths = context.Scratch<long>(output.Count);
        lengths.Fill(-1);
        for (int i = 0; i < input.Count; i++)
        {
            ref long length = ref lengths[((int)ids.Integer(i / inner) * inner) + (i % inner)];
            length += input.Texts[i].Length + (length < 0 ? 1 : separator.Length);
        }

        var texts = output.WritableTexts;
        var written = context.Scratch<int>(output.Count);
        written.Clear();
        for (int i = 0; i < input.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            int target = ((int)ids.Integer(i / inner) * inner) + (i % inner);
            bool isFirst = lengths[target] >= 0;
            if (isFirst)
            {
                texts[target] = context.Texts.Rent(TextContext.TextLength(lengths[target]));
                lengths[target] = -1;
            }

            // The memory was rented a moment ago; nobody else can see it yet.
            var room = System.Runtime.InteropServices.MemoryMarshal.AsMemory(texts[target]).Span[written[target]..];
            int before = isFirst ? 0 : separator.Length;
            separator.Span[..before].CopyTo(room);
            input.Texts[i].Span.CopyTo(room[before..]);
            written[target] += before + input.Texts[i].Length;
        }
    }

    private static void RequirePrefix(Tensor input, Tensor ids)
    {
        if (ids.Rank == 0)
        {
            throw OperationException.InvalidArgument("Segment_id cannot have rank 0");
        }

        if (ids.Rank > input.Rank)
        {
            throw OperationException.InvalidArgument($"Invalid segment_id rank {ids.Rank} for input with {input.Rank} dimension(s)");
        }

        for (int axis = 0; axis < ids.Rank; axis++)
        {
            if (ids[axis] != input[axis])
            {
                throw OperationException.InvalidArgument($"Segment dimension is {ids[axis]} while input dimension is {input[axis]} in rank {axis}");
            }
        }
    }
}
