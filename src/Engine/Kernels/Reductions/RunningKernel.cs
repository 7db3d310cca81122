using TypedModels.Engine.Compute;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Running results along an axis: each element is what all up to it give.</summary>
/// <param name="exclusive">Whether an element's own value is left out of its result.</param>
/// <param name="reverse">Whether it goes from the last to the first.</param>
internal sealed class RunningKernel<TOperator, T>(bool exclusive, bool reverse) : Kernel
    where TOperator : IRunning<T>
    where T : unmanaged
{
    private const int PieceElements = 16 * 1024;

    public override unsafe void Run(KernelContext context)
    {
        var input = context.Input(0);
        int axis = Axis(context.Input(1), input.Rank);
        var result = context.OutputOver(0, 0, input.Shape);
        if (result.Count == 0)
        {
            return;
        }

        int count = input[axis], inner = input.Shape.Product(axis + 1, input.Rank);
        var work = new Work((T*)input.Pointer, (T*)result.Pointer, count, inner, exclusive, reverse);
        context.Share(input.Count / count, Math.Max(1, PieceElements / count), ref work);
    }

    private static int Axis(Tensor axis, int rank)
    {
        if (axis.Rank != 0)
        {
            throw OperationException.InvalidArgument($"ScanOp: axis must be a scalar, not {axis.Shape}");
        }

        long index = axis.Integer(0);
        return index >= -rank && index < rank ? (int)(index < 0 ? index + rank : index)
            : throw OperationException.InvalidArgument($"ScanOp: Expected scan axis in the range [{-rank}, {rank}), but got {index}");
    }

    // An item is one line along the axis.
    private readonly unsafe struct Work(T* source, T* result, int count, int inner, bool exclusive, bool reverse) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int item = start; item < end; item++)
            {
                (int outer, int column) = Math.DivRem(item, inner);
                long first = ((long)outer * count * inner) + column, step = reverse ? -inner : inner;
                Run(first + (reverse ? (count - 1L) * inner : 0), step);
            }
        }

        private void Run(long at, long step)
        {
            T sum = TOperator.Empty;
            for (int i = 0; i < count; i++, at += step)
            {
                T next = TOperator.Combine(sum, source[at]);
                result[at] = exclusive ? sum : next;
                sum = next;
            }
        }
    }
}
