using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>Asks for memory that is read soon, where the processor can be asked. No address is wrong: where there is no memory nothing happens.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Whether asking does anything.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>Brings a line of memory into the second-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToSecondLevel(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1(address);
        }
    }
}
