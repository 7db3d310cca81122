using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TypedModels.Engine.Compute.Vectors;

/// <summary>The register width that this machine works best with. The same in the whole process, so that data may be laid out for it.</summary>
internal static class SimdWidth
{
    /// <summary>The number of elements in a vector.</summary>
    public static int Lanes<T>()
        where T : unmanaged => Bytes / Unsafe.SizeOf<T>();

    /// <summary>The rows of a tile of a matrix product.</summary>
    public static int TileRows =>
        Vector512.IsHardwareAccelerated ? Simd512<float>.TileRows : Vector256.IsHardwareAccelerated ? Simd256<float>.TileRows : Simd128<float>.TileRows;

    private static int Bytes => Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16;
}
