using System.Numerics;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Copies elements from anywhere to anywhere, axis by axis; where axes of the source have no room in the target, it sums over them.</summary>
internal static unsafe class StridedSum
{
    /// <summary>Adds each element of the source to its place in the target.</summary>
    /// <param name="context">The call.</param>
    /// <param name="lengths">The lengths of the axes.</param>
    /// <param name="source">The first element of the source.</param>
    /// <param name="sourceStrides">How far a step along each axis moves in the source.</param>
    /// <param name="target">The first element of the target, which holds what is added to.</param>
    /// <param name="targetStrides">How far a step along each axis moves in the target.</param>
    public static void Add<T>(KernelContext context, ReadOnlySpan<int> lengths, T* source, ReadOnlySpan<nint> sourceStrides, T* target, ReadOnlySpan<nint> targetStrides)
        where T : unmanaged, INumberBase<T>
    {
        int outer = lengths.Length - 1;
        int inner = outer < 0 ? 1 : lengths[outer];
        nint sourceStep = outer < 0 ? 0 : sourceStrides[outer], targetStep = outer < 0 ? 0 : targetStrides[outer];
        Span<int> position = stackalloc int[lengths.Length];
        position.Clear();
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            if (lengths[axis] == 0)
            {
                return;
            }
        }

        for (int round = 0; ; round++)
        {
            for (int i = 0; i < inner; i++)
            {
                target[i * targetStep] += source[i * sourceStep];
            }

            if ((round & 0xFFF) == 0)
            {
                context.ThrowIfCancelled();
            }

            int axis = outer - 1;
            for (; axis >= 0; axis--)
            {
                source += sourceStrides[axis];
                target += targetStrides[axis];
                if (++position[axis] < lengths[axis])
                {
                    break;
                }

                source -= sourceStrides[axis] * lengths[axis];
                target -= targetStrides[axis] * lengths[axis];
                position[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }
}
