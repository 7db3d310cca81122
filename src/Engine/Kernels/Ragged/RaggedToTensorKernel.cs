using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedTensorToTensor: a ragged tensor as a dense one, filled up with a default or cut.</summary>
internal sealed class RaggedToTensorKernel : Kernel
{
    private const string FirstDimension = "FIRST_DIM_SIZE";
    private const string RowIds = "VALUE_ROWIDS";
    private const string RowSplits = "ROW_SPLITS";
    private const int FirstPartition = 3;

    // Rows cost memory before any of their values is looked at.
    private const int MostRows = 1 << 26;

    private readonly string[] _partitions;
    private readonly bool _hasFirstDimension;

    public RaggedToTensorKernel(KernelNode node)
    {
        _partitions = [.. node.Texts("row_partition_types").Select(text => System.Text.Encoding.UTF8.GetString(text.Span))];
        if (Array.Find(_partitions, type => type is not (FirstDimension or RowIds or RowSplits)) is { } unknown)
        {
            throw OperationException.InvalidArgument($"Unknown string for partition info type: {unknown}");
        }

        _hasFirstDimension = _partitions.Length > 0 && _partitions[0] == FirstDimension;
        if (_partitions.Length == 0 || _partitions[0] == RowIds || _partitions.AsSpan(1).Contains(FirstDimension) || _partitions.Length != node.InputCount - FirstPartition)
        {
            throw OperationException.InvalidArgument($"The partitions of a ragged tensor cannot be {string.Join(", ", _partitions)}.");
        }
    }

    private int RaggedRank => _partitions.Length - (_hasFirstDimension ? 1 : 0);

    public override void Run(KernelContext context)
    {
        var values = context.Input(1);
        if (values.Rank == 0)
        {
            throw OperationException.InvalidArgument("rt_input.flat_values must be at least a vector.");
        }

        var first = context.Input(FirstPartition);
        if (first.Count == 0)
        {
            throw OperationException.InvalidArgument("Invalid first partition input. Tensor requires at least one element.");
        }

        long rows = _hasFirstDimension ? first.Integer(0) : first.Count - 1;
        if (rows is < 0 or > MostRows)
        {
            throw OperationException.InvalidArgument(rows < 0 ? $"Dimension {rows} must be >= 0" : $"A ragged tensor of {rows} rows has more than {MostRows}, the most that this engine holds in one.");
        }

        long[] lengths = OutputLengths(context, values, rows);
        var output = context.Output(0, Shape.From(lengths));
        Fill(context, values, output);
        Place(context, values, output, lengths, rows);
    }

    private long[] OutputLengths(KernelContext context, Tensor values, long rows)
    {
        var given = context.Input(0);
        int rank = RaggedRank + values.Rank;
        long[] lengths = new long[rank];
        if (given.Rank == 0)
        {
            lengths.AsSpan().Fill(given.Integer(0) == -1 ? -1 : throw OperationException.InvalidArgument($"The only valid scalar shape tensor is the fully unknown shape specified as -1."));
        }
        else
        {
            if (given.Rank != 1 || given.Count > Shape.MaxRank)
            {
                throw OperationException.InvalidArgument($"shape must be a scalar or a vector of at most {Shape.MaxRank} lengths, received shape {given.Shape}");
            }

            Span<long> asked = stackalloc long[given.Count];
            Moves.Indices.Read(given, asked);
            for (int axis = 0; axis < asked.Length; axis++)
            {
                if (asked[axis] < -1)
                {
                    throw OperationException.InvalidArgument($"Dimension {asked[axis]} must be >= -1");
                }
            }

            if (given.Count != rank)
            {
                throw OperationException.InvalidArgument(
                    $"rt_input.shape and shape=[{string.Join(',', asked.ToArray().Select(length => length < 0 ? "?" : length.ToString()))}] are incompatible: rt_input.rank = {rank} but shape.rank = {given.Count}");
            }

            asked.CopyTo(lengths);
        }

        lengths[0] = lengths[0] < 0 ? rows : lengths[0];
        for (int level = 1; level <= RaggedRank; level++)
        {
            lengths[level] = lengths[level] < 0 ? MaximumWidth(Partition(context, level), IsSplits(level)) : lengths[level];
        }

        for (int axis = RaggedRank + 1; axis < rank; axis++)
        {
            int length = values[axis - RaggedRank];
            lengths[axis] = lengths[axis] < 0 || lengths[axis] == length
                ? length
                : throw OperationException.InvalidArgument($"rt_input.shape and shape are incompatible: rt_input.shape[{axis}] = {length} but shape[{axis}] = {lengths[axis]}");
        }

        return lengths;
    }

    private Tensor Partition(KernelContext context, int level) => context.Input(FirstPartition + level - (_hasFirstDimension ? 0 : 1));

    private bool IsSplits(int level) => _partitions[level - (_hasFirstDimension ? 0 : 1)] == RowSplits;

    private static long MaximumWidth(Tensor partition, bool isSplits)
    {
        long widest = 0, run = 0;
        for (int i = isSplits ? 1 : 0; i < partition.Count; i++)
        {
            run = isSplits
                ? partition.Integer(i) - partition.Integer(i - 1)
                : i > 0 && partition.Integer(i) == partition.Integer(i - 1) ? run + 1 : 1;
            widest = Math.Max(widest, run);
        }

        return widest;
    }

    /// <summary>Sets all of the output to the default value.</summary>
    private static void Fill(KernelContext context, Tensor values, Tensor output)
    {
        var value = context.Input(2);
        if (value.Rank > 0 && value.Rank >= values.Rank)
        {
            throw OperationException.InvalidArgument(
                $"default_value.shape={value.Shape} and rt_input.flat_values.shape={values.Shape} are incompatible: default_value.rank = {value.Rank}  must be less than rt_input.flat_values.rank = {values.Rank}");
        }

        for (int axis = 1; axis <= value.Rank; axis++)
        {
            if (value[value.Rank - axis] != 1 && value[value.Rank - axis] != values[values.Rank - axis])
            {
                throw OperationException.InvalidArgument($"default_value.shape={value.Shape} and rt_input.flat_values.shape={values.Shape} are incompatible: default_value.shape[{-axis}] = {value[value.Rank - axis]} but rt_input.flat_values.shape[{-axis}] = {values[values.Rank - axis]}");
            }
        }

        int inner = RaggedSplits.InnerCount(values);
        if (value.Count == 1 || output.Count == 0)
        {
            if (output.Count > 0)
            {
                Elements.Fill(output, value);
            }

            return;
        }

        for (int i = 0; i < inner; i++)
        {
            Elements.Copy(value, SourceOfInner(values, value, i), output, i, 1);
        }

        for (int filled = inner; filled < output.Count; filled += inner)
        {
            Elements.Copy(output, 0, output, filled, inner);
        }
    }

    private static int SourceOfInner(Tensor values, Tensor value, int index)
    {
        int offset = 0, step = 1;
        for (int axis = 1; axis <= value.Rank; axis++)
        {
            int length = value[value.Rank - axis];
            int position = index % values[values.Rank - axis];
            index /= values[values.Rank - axis];
            offset += (length == 1 ? 0 : position) * step;
            step *= length;
        }

        return offset;
    }

    private void Place(KernelContext context, Tensor values, Tensor output, long[] lengths, long rows)
    {
        int inner = RaggedSplits.InnerCount(values);
        // The place of each row of the present axis among the rows of the innermost one, or −1 for what is cut off.
        long step = 1;
        long[] steps = new long[RaggedRank + 1];
        for (int level = RaggedRank; level >= 0; level--)
        {
            steps[level] = step;
            step *= lengths[level];
        }

        var places = new List<long>();
        for (long row = 0; row < rows; row++)
        {
            places.Add(row < lengths[0] ? row * steps[0] : -1);
        }

        for (int level = 1; level <= RaggedRank; level++)
        {
            var next = new List<long>();
            var partition = Partition(context, level);
            if (IsSplits(level))
            {
                FollowSplits(partition, places, next, steps[level], lengths[level], MostRowsBelow(context, values, level));
            }
            else
            {
                FollowRowIds(partition, places, next, steps[level], lengths[level]);
            }

            context.ThrowIfCancelled();
            places = next;
        }

        if (places.Count > values[0])
        {
            throw OperationException.InvalidArgument($"The partitions of the ragged tensor ask for {places.Count} values, but its values have the shape {values.Shape}.");
        }

        for (int i = 0; i < places.Count; i++)
        {
            if (places[i] >= 0)
            {
                Elements.Copy(values, i * inner, output, (int)(places[i] * inner), inner);
            }
        }
    }

    /// <summary>How many rows there can be below an axis: what comes next has to have room for them.</summary>
    private int MostRowsBelow(KernelContext context, Tensor values, int level) =>
        level == RaggedRank ? values[0] : IsSplits(level + 1) ? Partition(context, level + 1).Count - 1 : MostRows;

    private static void FollowSplits(Tensor splits, List<long> places, List<long> next, long step, long width, int most)
    {
        if (splits.Count != places.Count + 1 || splits.Integer(0) != 0)
        {
            throw OperationException.InvalidArgument("Invalid row split size.");
        }

        for (int row = 0; row < places.Count; row++)
        {
            long length = splits.Integer(row + 1) - splits.Integer(row);
            if (length < 0 || splits.Integer(row + 1) > most)
            {
                throw OperationException.InvalidArgument("Invalid row split size.");
            }

            for (long i = 0; i < length; i++)
            {
                next.Add(places[row] >= 0 && i < width ? places[row] + (i * step) : -1);
            }
        }
    }

    private static void FollowRowIds(Tensor ids, List<long> places, List<long> next, long step, long width)
    {
        long current = -1, column = 0;
        for (int i = 0; i < ids.Count; i++)
        {
            long row = ids.Integer(i);
            if (row < 0 || row >= places.Count)
            {
                throw OperationException.InvalidArgument($"Got next_value_rowid={row} which is not less than {places.Count}");
            }

            column = i > 0 && row == current ? column + 1 : 0;
            current = row;
            next.Add(places[(int)row] >= 0 && column < width ? places[(int)row] + (column * step) : -1);
        }
    }
}
