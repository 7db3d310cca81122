using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Combines rows of numbers.</summary>
internal static class Rows
{
    /// <summary>Combines each number of <paramref name="held"/> with the one of <paramref name="added"/>, which is as long.</summary>
    public static void Combine<T, TCombination>(Span<T> held, ReadOnlySpan<T> added)
        where T : unmanaged
        where TCombination : ICombination<T>
    {
        ref T into = ref MemoryMarshal.GetReference(held);
        ref T from = ref MemoryMarshal.GetReference(added[..held.Length]);
        for (int i = 0; i < held.Length; i++)
        {
            Unsafe.Add(ref into, i) = TCombination.Combine(Unsafe.Add(ref into, i), Unsafe.Add(ref from, i));
        }
    }
}
