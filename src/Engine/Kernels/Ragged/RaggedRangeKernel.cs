using System.Numerics;
using TypedModels.Engine.Kernels.Combining;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>RaggedRange: a range of numbers a row.</summary>
internal sealed class RaggedRangeKernel<T> : Kernel
    where T : unmanaged, INumber<T>
{
    private static readonly string[] s_names = ["starts", "limits", "deltas"];

    public override void Run(KernelContext context)
    {
        int rows = -1;
        for (int i = 0; i < s_names.Length; i++)
        {
            var input = context.Input(i);
            if (input.Rank > 1)
            {
                throw OperationException.InvalidArgument($"{s_names[i]} must be a scalar or vector");
            }

            if (input.Rank == 1)
            {
                rows = rows < 0 || rows == input.Count ? input.Count : throw OperationException.InvalidArgument("starts, limits, and deltas must have the same shape");
            }
        }

        rows = Math.Max(rows, rows < 0 ? 1 : 0);
        var splits = new long[checked(rows + 1)];
        for (int row = 0; row < rows; row++)
        {
            var (start, limit, delta) = Row(context, row);
            if (delta == T.Zero)
            {
                throw OperationException.InvalidArgument("Requires delta != 0");
            }

            splits[row + 1] = checked(splits[row] + Count(start, limit, delta));
        }

        RaggedSplits.Give(context, 0, splits);
        var values = context.Output(1, Shape.From([splits[rows]])).WritableSpan<T>();
        for (int row = 0; row < rows; row++)
        {
            var (value, _, delta) = Row(context, row);
            for (long i = splits[row]; i < splits[row + 1]; i++)
            {
                values[(int)i] = value;
                value = unchecked(value + delta);
            }

            context.ThrowIfCancelled();
        }
    }

    private static (T Start, T Limit, T Delta) Row(KernelContext context, int row) => (At(context.Input(0), row), At(context.Input(1), row), At(context.Input(2), row));

    private static T At(Tensor value, int row) => value.Span<T>()[value.Rank == 0 ? 0 : row];

    private static long Count(T start, T limit, T delta)
    {
        if ((delta > T.Zero && !(limit > start)) || (delta < T.Zero && !(limit < start)))
        {
            return 0;
        }

        if (T.IsInteger(T.One / (T.One + T.One)))
        {
            var distance = BigInteger.CreateChecked(limit) - BigInteger.CreateChecked(start);
            var step = BigInteger.CreateChecked(delta);
            return (long)((distance + step - step.Sign) / step);
        }

        double count = Math.Ceiling(Math.Abs((double.CreateChecked(limit) - double.CreateChecked(start)) / double.CreateChecked(delta)));
        if (typeof(T) == typeof(float))
        {
            count = Math.Ceiling(Math.Abs((float.CreateChecked(limit) - float.CreateChecked(start)) / float.CreateChecked(delta)));
        }

        return count <= long.MaxValue / 2 ? (long)count : throw OperationException.InvalidArgument($"Requires ((limit - start) / delta) <= {long.MaxValue}");
    }

    /// <summary>Makes the kernels.</summary>
    public sealed class Maker : IRealKernel
    {
        public static Kernel Create<TElement>(KernelNode node)
            where TElement : unmanaged, INumber<TElement>, IMinMaxValue<TElement> => new RaggedRangeKernel<TElement>();
    }
}
