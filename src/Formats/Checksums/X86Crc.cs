#if NET
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Formats.Checksums;

/// <summary>The instruction of SSE 4.2.</summary>
internal readonly struct X86Crc : ICrcInstruction
{
    /// <inheritdoc/>
    public static bool IsSupported => Sse42.X64.IsSupported;

    /// <inheritdoc/>
    public static uint Add(uint state, byte value) => Sse42.Crc32(state, value);

    /// <inheritdoc/>
    public static ulong Add(ulong state, ulong values) => Sse42.X64.Crc32(state, values);
}
#endif
