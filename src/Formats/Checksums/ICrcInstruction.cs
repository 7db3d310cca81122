#if NET
namespace TypedModels.Formats.Checksums;

/// <summary>A processor's instruction for CRC-32C. The state is the checksum with its bits turned over.</summary>
internal interface ICrcInstruction
{
    /// <summary>Whether this processor has it.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The state after one byte more.</summary>
    static abstract uint Add(uint state, byte value);

    /// <summary>The state after eight bytes more, the lowest first.</summary>
    static abstract uint Add(uint state, ulong values);
}
#endif
