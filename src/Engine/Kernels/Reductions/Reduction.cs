namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Reduces axes of a value, one run of neighbouring axes after the other, from the innermost on.</summary>
internal static unsafe class Reduction
{
    // Elements that one item reduces; more are reduced in two steps.
    private const int BlockElements = 32 * 1024;
    private const int LeastBlockRows = 16;
    private const int BlockColumns = 2048;

    /// <summary>Reduces the axes that alternate with kept ones; nothing is finished.</summary>
    /// <param name="context">The call.</param>
    /// <param name="function">How elements become one.</param>
    /// <param name="source">The elements; at least one.</param>
    /// <param name="lengths">The lengths of runs of axes; overwritten.</param>
    /// <param name="lastIsReduced">Whether the last is reduced; the others alternate.</param>
    /// <param name="result">Where the results go.</param>
    /// <param name="size">The size of an element.</param>
    public static void Run(KernelContext context, in ReductionFunction function, void* source, Span<int> lengths, bool lastIsReduced, void* result, int size)
    {
        int steps = (lengths.Length + (lastIsReduced ? 1 : 0)) / 2;
        for (int step = 0; step < steps; step++)
        {
            int axis = lengths.Length - (lastIsReduced ? 1 : 2);
            int outer = Product(lengths[..axis]), count = lengths[axis], inner = Product(lengths[(axis + 1)..]);
            void* target = step == steps - 1 ? result : Scratch(context, (long)outer * inner * size);
            RunStep(context, function, source, outer, count, inner, target, size);
            source = target;

            // What was kept before and behind the reduced axis is one run now.
            if (axis > 0)
            {
                lengths[axis - 1] *= inner;
            }

            lengths = lengths[..axis];
            lastIsReduced = false;
        }
    }

    private static void RunStep(KernelContext context, in ReductionFunction function, void* source, int outer, int count, int inner, void* result, int size)
    {
        int blockRows = Math.Max(LeastBlockRows, BlockElements / inner), blockColumns = Math.Min(inner, BlockColumns);
        if (count >= 2 * blockRows)
        {
            int blocks = (int)(((long)count + blockRows - 1) / blockRows);
            void* partial = Scratch(context, (long)outer * blocks * inner * size);
            RunBlocks(context, function, source, outer, count, inner, blockRows, blockColumns, partial, size);
            RunStep(context, function, partial, outer, blocks, inner, result, size);
            return;
        }

        RunBlocks(context, function, source, outer, count, inner, count, blockColumns, result, size);
    }

    private static void RunBlocks(
        KernelContext context, in ReductionFunction function, void* source, int outer, int count, int inner, int blockRows, int blockColumns, void* result, int size)
    {
        var work = new ReductionWork(function, source, result, size, count, inner, blockRows, blockColumns);
        int rowBlocks = (int)(((long)count + blockRows - 1) / blockRows), columnBlocks = (int)(((long)inner + blockColumns - 1) / blockColumns);
        context.Share(checked(outer * rowBlocks * columnBlocks), Math.Max(1, BlockElements / Math.Max(1, blockRows * blockColumns)), ref work);
    }

    private static void* Scratch(KernelContext context, long bytes)
    {
        fixed (byte* first = context.Scratch<byte>(checked((int)bytes)))
        {
            // Scratch memory is not the collector's: it does not move.
            return first;
        }
    }

    private static int Product(ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths)
        {
            product *= length;
        }

        return product;
    }
}
