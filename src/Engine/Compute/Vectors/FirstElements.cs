using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>What a machine without masked access does for the first elements of a vector.</summary>
internal static unsafe class FirstElements
{
    /// <summary>Copies elements, fewer than a vector has. Not inlined, so that the vectors around it stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Copy<T>(T* source, T* target, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            target[i] = source[i];
        }
    }
}
