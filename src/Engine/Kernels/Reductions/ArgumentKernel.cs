using System.Numerics;
using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>Finds the first index of the largest, or smallest, element along an axis. A NaN is never it.</summary>
/// <param name="takesLargest">Whether the largest is looked for.</param>
internal sealed class ArgumentKernel<T>(bool takesLargest) : Kernel
    where T : unmanaged, INumber<T>
{
    private const int PieceElements = 16 * 1024;

    public override unsafe void Run(KernelContext context)
    {
        var input = context.Input(0);
        int axis = ReductionAxes.ReadOne(context.Input(1), input.Rank, "dimension");
        if (input[axis] == 0)
        {
            throw OperationException.InvalidArgument($"Reduction axis {axis} is empty in shape {input.Shape}");
        }

        var result = context.Output(0, input.Shape.Remove(axis));
        if (result.Count == 0)
        {
            return;
        }

        var work = new Work((T*)input.Pointer, result.Pointer, DataTypes.SizeOf(result.Type), input[axis], input.Shape.Product(axis + 1, input.Rank), takesLargest);
        context.Share(result.Count, Math.Max(1, PieceElements / input[axis]), ref work);
    }

    private readonly unsafe struct Work(T* source, void* result, int resultSize, int count, int inner, bool takesLargest) : IRangeWork
    {
        public void Execute(int start, int end)
        {
            for (int item = start; item < end; item++)
            {
                (int outer, int column) = Math.DivRem(item, inner);
                T* first = source + ((long)outer * count * inner) + column;
                Write(item, takesLargest ? Largest(first) : Smallest(first));
            }
        }

        private int Largest(T* values)
        {
            int best = 0;
            T most = *values;
            for (int i = 1; i < count; i++)
            {
                values += inner;
                if (*values > most || T.IsNaN(most))
                {
                    (best, most) = T.IsNaN(*values) ? (best, most) : (i, *values);
                }
            }

            return T.IsNaN(most) ? 0 : best;
        }

        private int Smallest(T* values)
        {
            int best = 0;
            T least = *values;
            for (int i = 1; i < count; i++)
            {
                values += inner;
                if (*values < least || T.IsNaN(least))
                {
                    (best, least) = T.IsNaN(*values) ? (best, least) : (i, *values);
                }
            }

            return T.IsNaN(least) ? 0 : best;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Write(int item, int index)
        {
            switch (resultSize)
            {
                case 2:
                    ((short*)result)[item] = (short)index;
                    break;
                case 4:
                    ((int*)result)[item] = index;
                    break;
                default:
                    ((long*)result)[item] = index;
                    break;
            }
        }
    }
}
