using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseReduceSum, SparseReduceMax and their sparse forms: the elements along some axes combined; what has no elements is zero.</summary>
internal sealed class SparseReduceKernel<T>(bool keepsAxes, bool isSparse, Func<T, T, T> combine) : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var sparse = SparseValue.Read(context, 0, 1, 2);
        var axes = context.Input(3);
        bool[] isReduced = new bool[sparse.Rank];
        for (int i = 0; i < axes.Count; i++)
        {
            long axis = axes.Integer(i);
            if (axis < -sparse.Rank || axis >= sparse.Rank)
            {
                throw OperationException.InvalidArgument($"Invalid reduction dimension {axis}, for input with {sparse.Rank} dimensions.");
            }

            isReduced[axis < 0 ? axis + sparse.Rank : axis] = true;
        }

        sparse.RequireInside();
        if (isSparse)
        {
            GiveSparse(context, sparse, isReduced);
        }
        else
        {
            GiveDense(context, sparse, isReduced);
        }
    }

    private long[] OutputLengths(SparseValue sparse, bool[] isReduced)
    {
        var lengths = new List<long>();
        for (int axis = 0; axis < sparse.Rank; axis++)
        {
            if (!isReduced[axis])
            {
                lengths.Add(sparse.Lengths[axis]);
            }
            else if (keepsAxes)
            {
                lengths.Add(1);
            }
        }

        return [.. lengths];
    }

    private void GiveDense(KernelContext context, SparseValue sparse, bool[] isReduced)
    {
        var output = context.Output(0, Shape.From(OutputLengths(sparse, isReduced)));
        var results = output.WritableSpan<T>();
        results.Clear();
        var isSet = context.Scratch<bool>(results.Length);
        isSet.Clear();
        var values = sparse.Values.Span<T>();
        for (int i = 0; i < values.Length; i++)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            int offset = 0;
            for (int axis = 0; axis < isReduced.Length; axis++)
            {
                offset = isReduced[axis] ? offset : (offset * (int)sparse.Lengths[axis]) + (int)sparse.Index(i)[axis];
            }

            results[offset] = isSet[offset] ? combine(results[offset], values[i]) : values[i];
            isSet[offset] = true;
        }
    }

    private void GiveSparse(KernelContext context, SparseValue sparse, bool[] isReduced)
    {
        var results = new SortedDictionary<long[], T>(Comparer<long[]>.Create((left, right) => SparseValue.Compare(left, right)));
        foreach (int i in sparse.Sorted())
        {
            Text.TextContext.ThrowIfCancelledEvery(context, i);
            var index = sparse.Index(i);
            var kept = new List<long>();
            for (int axis = 0; axis < isReduced.Length; axis++)
            {
                if (!isReduced[axis] || keepsAxes)
                {
                    kept.Add(isReduced[axis] ? 0 : index[axis]);
                }
            }

            long[] key = [.. kept];
            T value = sparse.Values.Span<T>()[i];
            results[key] = results.TryGetValue(key, out var held) ? combine(held, value) : value;
        }

        long[] lengths = OutputLengths(sparse, isReduced);
        var indices = context.GiveIndices(0, results.Count, lengths.Length);
        var values = context.Output(1, new Shape(results.Count)).WritableSpan<T>();
        int next = 0;
        foreach (var (index, value) in results)
        {
            index.CopyTo(indices[(next * lengths.Length)..]);
            values[next++] = value;
        }

        context.GiveLengths(2, lengths);
    }
}
