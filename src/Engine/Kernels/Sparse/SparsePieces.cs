using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseConcat, SparseSplit and SparseSlice.</summary>
internal static class SparsePieces
{
    /// <summary>SparseConcat: sparse tensors one after the other along an axis.</summary>
    public static void Concat(KernelContext context, int axis)
    {
        int parts = context.InputCount / 3;
        var first = SparseValue.Read(context, 0, parts, 2 * parts);
        int rank = first.Rank;
        int along = axis < 0 ? axis + rank : axis;
        if (along < 0 || along >= rank)
        {
            throw OperationException.InvalidArgument($"Concat dimension must be in range [{-rank}, {rank}), got {axis}");
        }

        long[] lengths = first.Lengths.ToArray();
        var all = new List<(int Part, int Element, long[] Index)>();
        long offset = 0;
        for (int part = 0; part < parts; part++)
        {
            var sparse = SparseValue.Read(context, part, parts + part, (2 * parts) + part);
            if (sparse.Rank != rank)
            {
                throw OperationException.InvalidArgument($"Ranks of all input tensors must match: expected {rank} but got {sparse.Rank} at position {part}");
            }

            for (int other = 0; other < rank; other++)
            {
                if (other != along && sparse.Lengths[other] != lengths[other])
                {
                    throw OperationException.InvalidArgument($"Input shapes must match: expected {lengths[other]} for dimension {other} but got {sparse.Lengths[other]} at position {part}");
                }
            }

            foreach (int element in sparse.Sorted())
            {
                long[] index = sparse.Index(element).ToArray();
                index[along] = unchecked(index[along] + offset);
                all.Add((part, element, index));
            }

            offset = unchecked(offset + sparse.Lengths[along]);
            context.ThrowIfCancelled();
        }

        lengths[along] = offset;
        Give(context, [.. all.OrderBy(entry => entry.Index, PositionComparer.Instance)], lengths, parts);
    }

    /// <summary>SparseSplit: a sparse tensor cut into pieces along an axis, the first ones longer where it does not come out even.</summary>
    public static void Split(KernelContext context, int pieces)
    {
        var sparse = SparseValue.Read(context, 1, 2, 3);
        long given = context.Input(0).Integer(0);
        long wanted = given < 0 ? given + sparse.Rank : given;
        if (wanted < 0 || wanted >= sparse.Rank)
        {
            throw OperationException.InvalidArgument($"Input axis should be in range [-{sparse.Rank}, {sparse.Rank}), got {given}");
        }

        int axis = (int)wanted;
        long length = sparse.Lengths[axis];
        if (pieces < 1 || pieces > length)
        {
            throw OperationException.InvalidArgument($"Input num_split should be between 1 and the splitting dimension size ({length}), got {pieces}");
        }

        sparse.RequireInside();
        long step = length / pieces, longer = length % pieces;
        long start = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            context.ThrowIfCancelled();
            long size = step + (piece < longer ? 1 : 0);
            long[] starts = new long[sparse.Rank];
            long[] lengths = sparse.Lengths.ToArray();
            starts[axis] = start;
            lengths[axis] = size;
            GiveBox(context, sparse, starts, lengths, piece, pieces + piece, (2 * pieces) + piece);
            start += size;
        }
    }

    /// <summary>SparseSlice: what lies in a box.</summary>
    public static void Slice(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        var start = context.Input(3);
        var size = context.Input(4);
        if (start.Rank != 1 || start.Count != sparse.Rank)
        {
            throw OperationException.InvalidArgument($"Expected start to be a vector of length {sparse.Rank} but got length {start.Count}");
        }

        if (size.Rank != 1 || size.Count != sparse.Rank)
        {
            throw OperationException.InvalidArgument($"Expected size to be a vector of length {sparse.Rank} but got length {size.Count}");
        }

        long[] starts = start.Span<long>().ToArray();
        long[] lengths = new long[starts.Length];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            long asked = size.Span<long>()[axis];
            long rest = unchecked(sparse.Lengths[axis] - starts[axis]);
            lengths[axis] = Math.Max(0, starts[axis] >= sparse.Lengths[axis] ? 0 : Math.Min(asked, rest));
        }

        GiveBox(context, sparse, starts, lengths, 0, 1, 2);
    }

    private static void GiveBox(KernelContext context, SparseValue sparse, long[] starts, long[] lengths, int indicesOutput, int valuesOutput, int shapeOutput)
    {
        var chosen = new List<int>();
        for (int i = 0; i < sparse.Count; i++)
        {
            var index = sparse.Index(i);
            bool isInside = true;
            for (int axis = 0; axis < index.Length; axis++)
            {
                isInside &= index[axis] >= starts[axis] && unchecked(index[axis] - starts[axis]) < lengths[axis];
            }

            if (isInside)
            {
                chosen.Add(i);
            }
        }

        var indices = context.GiveIndices(indicesOutput, chosen.Count, sparse.Rank);
        int next = 0;
        foreach (int element in chosen)
        {
            for (int axis = 0; axis < sparse.Rank; axis++)
            {
                indices[next++] = sparse.Index(element)[axis] - starts[axis];
            }
        }

        context.GiveElements(valuesOutput, sparse.Values, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(chosen));
        context.GiveLengths(shapeOutput, lengths);
    }

    private static void Give(KernelContext context, (int Part, int Element, long[] Index)[] all, long[] lengths, int parts)
    {
        var indices = context.GiveIndices(0, all.Length, lengths.Length);
        var values = context.Output(1, new Shape(all.Length));
        for (int i = 0; i < all.Length; i++)
        {
            all[i].Index.CopyTo(indices[(i * lengths.Length)..]);
            Elements.Copy(context.Input(parts + all[i].Part), all[i].Element, values, i, 1);
        }

        context.GiveLengths(2, lengths);
    }

    private sealed class PositionComparer : IComparer<long[]>
    {
        public static PositionComparer Instance { get; } = new();

        public int Compare(long[]? x, long[]? y) => SparseValue.Compare(x, y);
    }
}
