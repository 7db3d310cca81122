namespace TypedModels.Formats.Checksums;

/// <summary>
/// The checksum of TensorFlow's record and table files: <see cref="Crc32C"/>, rotated and offset so that a checksum of data that holds checksums stays useful
/// (<c>tensorflow/core/lib/hash/crc32c.h</c>).
/// </summary>
internal static class MaskedCrc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The masked checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Mask(Crc32C.Append(0, bytes));

    /// <summary>A checksum as the files hold it.</summary>
    public static uint Mask(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + MaskDelta);
}
