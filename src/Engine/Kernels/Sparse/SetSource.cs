using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>Sets along the last axis of a dense or a sparse tensor, one for each position of the other axes, in their order.</summary>
internal sealed class SetSource
{
    private SetSource(Tensor values, long[] group, List<(long[] Position, SetItem[] Items)> sets)
    {
        Values = values;
        Group = group;
        Sets = sets;
    }

    /// <summary>The tensor with the elements.</summary>
    public Tensor Values { get; }

    /// <summary>The lengths of the axes before the last.</summary>
    public long[] Group { get; }

    /// <summary>The sets that are not empty, by position: each ascending, without repetition.</summary>
    public List<(long[] Position, SetItem[] Items)> Sets { get; }

    /// <summary>The sets of a dense tensor.</summary>
    public static SetSource OfDense(Tensor values)
    {
        if (values.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Shape {values.Shape} has rank {values.Rank} < 2");
        }

        long[] group = Array.ConvertAll(values.Shape.Lengths[..^1].ToArray(), length => (long)length);
        int width = values[values.Rank - 1];
        var sets = new List<(long[], SetItem[])>();
        int count = values.Shape.Product(0, values.Rank - 1);
        for (int i = 0; i < count && width > 0; i++)
        {
            long[] position = new long[group.Length];
            for (int axis = group.Length - 1, rest = i; axis >= 0; axis--)
            {
                position[axis] = rest % (int)group[axis];
                rest /= (int)group[axis];
            }

            sets.Add((position, Distinct(values, Enumerable.Range(i * width, width))));
        }

        return new SetSource(values, group, sets);
    }

    /// <summary>The sets of a sparse tensor.</summary>
    public static SetSource OfSparse(SparseValue sparse, bool validates)
    {
        if (sparse.Rank < 2)
        {
            throw OperationException.InvalidArgument($"Shape [{SparseValue.Join(sparse.Lengths)}] has rank {sparse.Rank} < 2");
        }

        if (validates)
        {
            sparse.RequireValid();
        }
        else
        {
            sparse.RequireInside();
        }

        var sets = new List<(long[], SetItem[])>();
        for (int start = 0; start < sparse.Count;)
        {
            var position = sparse.Index(start)[..^1];
            int end = start + 1;
            while (end < sparse.Count && sparse.Index(end)[..^1].SequenceEqual(position))
            {
                end++;
            }

            sets.Add((position.ToArray(), Distinct(sparse.Values, Enumerable.Range(start, end - start))));
            start = end;
        }

        return new SetSource(sparse.Values, sparse.Lengths[..^1].ToArray(), sets);
    }

    private static SetItem[] Distinct(Tensor values, IEnumerable<int> elements)
    {
        SetItem[] items = [.. elements.Select(element => SetItem.Of(values, element))];
        Array.Sort(items);
        int kept = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (i == 0 || items[i].CompareTo(items[kept - 1]) != 0)
            {
                items[kept++] = items[i];
            }
        }

        return items[..kept];
    }
}
