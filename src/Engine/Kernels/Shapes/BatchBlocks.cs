using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>
/// Space that is taken apart into batches: the places of a block, each of which makes a batch of its own, and the margins around the space. Axis 0 is the batch; the axes after
/// it, one for each length of a block, are space.
/// </summary>
internal ref struct BatchBlocks
{
    private readonly Span<int> _block;
    private readonly Span<long> _before;
    private readonly Span<long> _after;

    /// <param name="block">Room for the block's lengths.</param>
    /// <param name="before">Room for the margins before.</param>
    /// <param name="after">Room for the margins after.</param>
    public BatchBlocks(Span<int> block, Span<long> before, Span<long> after)
    {
        _block = block;
        _before = before;
        _after = after;
    }

    /// <summary>The number of axes of space.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of places in a block.</summary>
    public long Places { get; private set; }

    /// <summary>The length of a block along an axis of space.</summary>
    public readonly int Block(int axis) => _block[axis];

    /// <summary>The margins of an axis of space, both together.</summary>
    public readonly long Margin(int axis) => _before[axis] + _after[axis];

    /// <summary>Reads the block, either of one length on two axes or of a vector of lengths, and the margins.</summary>
    public void Read(Tensor input, int? size, Tensor? block, Tensor margins, string name)
    {
        if (block is not null && block.Rank != 1)
        {
            throw OperationException.InvalidArgument($"block_shape rank should be 1 instead of {block.Rank}");
        }

        Rank = block?.Count ?? 2;
        if (input.Rank < 1 + Rank || (size is not null && input.Rank != 4))
        {
            throw OperationException.InvalidArgument($"input rank should be {(size is null ? ">= " + (1 + Rank) : "4")} instead of {input.Rank}");
        }

        if (margins.Rank != 2 || margins[0] != Rank || margins[1] != 2)
        {
            throw OperationException.InvalidArgument($"{name} should have shape [{Rank}, 2] instead of {margins.Shape}");
        }

        Places = 1;
        for (int axis = 0; axis < Rank; axis++)
        {
            long length = size ?? block!.Integer(axis);
            if (length is < 1 or > int.MaxValue)
            {
                throw OperationException.InvalidArgument($"All values in block_shape must be positive, got value, {length} at index {axis}.");
            }

            _block[axis] = (int)length;
            Places = Math.Min(Places * length, long.MaxValue >> 32);
            (_before[axis], _after[axis]) = (margins.Integer(2 * axis), margins.Integer((2 * axis) + 1));
            if (_before[axis] is < 0 or > int.MaxValue || _after[axis] is < 0 or > int.MaxValue)
            {
                throw OperationException.InvalidArgument($"{name} must be non-negative, got {_before[axis]} and {_after[axis]} for axis {axis}.");
            }
        }
    }

    /// <summary>Copies between space and batches, place by place.</summary>
    /// <param name="context">The call.</param>
    /// <param name="input">What is read.</param>
    /// <param name="output">What is written; neither is empty.</param>
    /// <param name="gathers">Whether space is written, rather than batches.</param>
    public readonly void Move(KernelContext context, Tensor input, Tensor output, bool gathers)
    {
        var (space, batches) = gathers ? (output, input) : (input, output);
        Span<int> spaceStrides = stackalloc int[space.Rank];
        Span<int> batchStrides = stackalloc int[space.Rank];
        Span<int> place = stackalloc int[Rank];
        Strides.Of(space.Shape, spaceStrides);
        Strides.Of(batches.Shape, batchStrides);
        for (int number = 0; number < Places; number++)
        {
            context.ThrowIfCancelled();
            int rest = number;
            for (int axis = Rank - 1; axis >= 0; axis--)
            {
                (rest, place[axis]) = Math.DivRem(rest, _block[axis]);
            }

            var loops = PlaceLoops(space, batches, spaceStrides, batchStrides, place, number * space[0] * batchStrides[0], gathers);
            TensorMove.Run(context, input, output, loops);
        }
    }

    private readonly CopyLoops PlaceLoops(
        Tensor space, Tensor batches, ReadOnlySpan<int> spaceStrides, ReadOnlySpan<int> batchStrides, ReadOnlySpan<int> place, int batchStart, bool gathers)
    {
        Span<int> lengths = stackalloc int[Rank];
        long spaceStart = 0;
        for (int axis = 0; axis < Rank; axis++)
        {
            // The places p of the batch whose place in space, p · block + place − before, is inside.
            long first = Math.Max(0, CeilingOf(_before[axis] - place[axis], _block[axis]));
            long end = Math.Min(batches[axis + 1], CeilingOf(space[axis + 1] + _before[axis] - place[axis], _block[axis]));
            lengths[axis] = (int)Math.Max(0, end - first);
            spaceStart += ((first * _block[axis]) + place[axis] - _before[axis]) * spaceStrides[axis + 1];
            batchStart += (int)first * batchStrides[axis + 1];
        }

        var loops = gathers ? new CopyLoops(batchStart, (int)spaceStart) : new CopyLoops((int)spaceStart, batchStart);
        for (int axis = 0; axis < space.Rank; axis++)
        {
            bool isBlock = axis > 0 && axis <= Rank;
            int length = isBlock ? lengths[axis - 1] : space[axis];
            long inSpace = (long)spaceStrides[axis] * (isBlock ? _block[axis - 1] : 1), inBatch = batchStrides[axis];
            loops.Add(length, gathers ? inBatch : inSpace, gathers ? inSpace : inBatch);
        }

        return loops;
    }

    private static long CeilingOf(long value, int divisor) => value > 0 ? (value + divisor - 1) / divisor : value / divisor;
}
