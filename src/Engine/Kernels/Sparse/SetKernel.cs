using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>DenseToDenseSetOperation and its sparse forms: a set operation on each pair of sets.</summary>
internal sealed class SetKernel(bool isLeftSparse, bool isRightSparse, string operation, bool validates) : Kernel
{
    public override void Run(KernelContext context)
    {
        var left = isLeftSparse ? SetSource.OfSparse(SparseValue.Read(context, 0, 1, 2), validates) : SetSource.OfDense(context.Input(0));
        int next = isLeftSparse ? 3 : 1;
        var right = isRightSparse ? SetSource.OfSparse(SparseValue.Read(context, next, next + 1, next + 2), validates) : SetSource.OfDense(context.Input(next));
        if (!left.Group.AsSpan().SequenceEqual(right.Group))
        {
            throw OperationException.InvalidArgument($"Mismatched shapes [{SparseValue.Join(left.Group)}] vs [{SparseValue.Join(right.Group)}]");
        }

        var results = new List<(long[] Position, List<(bool IsLeft, int Element)> Items)>();
        int i = 0, j = 0, total = 0, most = 0;
        while (i < left.Sets.Count || j < right.Sets.Count)
        {
            context.ThrowIfCancelled();
            int order = i == left.Sets.Count ? 1 : j == right.Sets.Count ? -1 : SparseValue.Compare(left.Sets[i].Position, right.Sets[j].Position);
            long[] position = order <= 0 ? left.Sets[i].Position : right.Sets[j].Position;
            var items = Combine(order <= 0 ? left.Sets[i++].Items : [], order >= 0 ? right.Sets[j++].Items : []);
            results.Add((position, items));
            total = checked(total + items.Count);
            most = Math.Max(most, items.Count);
        }

        Give(context, left, right, results, total, most);
    }

    private List<(bool IsLeft, int Element)> Combine(SetItem[] left, SetItem[] right)
    {
        var items = new List<(bool, int)>();
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            int order = i == left.Length ? 1 : j == right.Length ? -1 : left[i].CompareTo(right[j]);
            bool isWanted = operation switch
            {
                "a-b" => order < 0,
                "b-a" => order > 0,
                "intersection" => order == 0,
                _ => true,
            };
            if (isWanted)
            {
                items.Add(order <= 0 ? (true, left[i].Element) : (false, right[j].Element));
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return items;
    }

    private static void Give(KernelContext context, SetSource left, SetSource right, List<(long[] Position, List<(bool IsLeft, int Element)> Items)> results, int total, int most)
    {
        int rank = left.Group.Length + 1;
        var indices = context.GiveIndices(0, total, rank);
        var values = context.Output(1, new Shape(total));
        int next = 0;
        foreach (var (position, items) in results)
        {
            for (int i = 0; i < items.Count; i++, next++)
            {
                position.CopyTo(indices[(next * rank)..]);
                indices[(next * rank) + rank - 1] = i;
                Elements.Copy(items[i].IsLeft ? left.Values : right.Values, items[i].Element, values, next, 1);
            }
        }

        context.GiveLengths(2, [.. left.Group, most]);
    }
}
