using System.Numerics;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The next number that there is, in the direction of another.</summary>
internal static unsafe class NextAfterFunctions
{
    /// <summary>The functions by element type.</summary>
    public static FunctionSet All { get; } = new() { [DataType.Float] = new(&Next<float>, 3), [DataType.Double] = new(&Next<double>, 3) };

    private static void Next<T>(void** x, void* y, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* from = (T*)x[0], to = (T*)x[1];
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = from[i] < to[i] ? T.BitIncrement(from[i]) : from[i] > to[i] ? T.BitDecrement(from[i]) : from[i] == to[i] ? to[i] : T.NaN;
        }
    }
}
