#if NET
using System.Runtime.Intrinsics.Arm;

namespace TypedModels.Formats.Checksums;

/// <summary>The instruction of Arm's CRC extension.</summary>
internal readonly struct ArmCrc : ICrcInstruction
{
    /// <inheritdoc/>
    public static bool IsSupported => Crc32.Arm64.IsSupported;

    /// <inheritdoc/>
    public static uint Add(uint state, byte value) => Crc32.ComputeCrc32C(state, value);

    /// <inheritdoc/>
    public static ulong Add(ulong state, ulong values) => Crc32.Arm64.ComputeCrc32C((uint)state, values);
}
#endif
