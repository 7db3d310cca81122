using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sparse;

/// <summary>SparseAdd: the sum of two sparse tensors, without sums of two numbers that are nearer to zero than a threshold.</summary>
internal sealed class SparseAddKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        var left = SparseValue.Read(context, 0, 1, 2);
        var right = SparseValue.Read(context, 3, 4, 5);
        if (context.Input(6).Rank != 0)
        {
            throw OperationException.InvalidArgument($"The magnitude threshold must be a scalar: got shape {context.Input(6).Shape}");
        }

        SparseMerge.RequireSameShape(left, right);
        double least = Threshold(context.Input(6));
        var sums = new List<T>();
        var from = new List<(int Left, int Right)>();
        foreach (var (i, j) in SparseMerge.Union(left, right))
        {
            T sum = (i < 0 ? T.Zero : left.Values.Span<T>()[i]) + (j < 0 ? T.Zero : right.Values.Span<T>()[j]);

            // What stands in one tensor alone is kept, however small.
            bool isDropped = i >= 0 && j >= 0 && !(least <= double.CreateSaturating(T.IsRealNumber(sum) ? T.Abs(sum) : Magnitude(sum)));
            if (!isDropped)
            {
                sums.Add(sum);
                from.Add((i, j));
            }
        }

        var indices = context.GiveIndices(0, sums.Count, left.Rank);
        for (int k = 0; k < from.Count; k++)
        {
            (from[k].Left >= 0 ? left.Index(from[k].Left) : right.Index(from[k].Right)).CopyTo(indices[(k * left.Rank)..]);
        }

        CollectionsMarshal.AsSpan(sums).CopyTo(context.Output(1, new Shape(sums.Count)).WritableSpan<T>());
        context.GiveLengths(2, left.Lengths);
    }

    private static T Magnitude(T value) => T.Abs(value);

    private static double Threshold(Tensor value) => value.Type switch
    {
        DataType.Float => value.Scalar<float>(),
        DataType.Double => value.Scalar<double>(),
        _ => value.Integer(0),
    };
}
