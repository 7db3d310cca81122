#if NET
namespace TypedModels.Formats.Checksums;

/// <summary>A processor's instruction for CRC-32C. The state is the checksum with its bits turned over.</summary>
internal interface ICrcInstruction
{
    /// <summary>Whether this processor has it.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The state after one byte more.</summary>
    static abstract uint Add(uint state, byte value);

    /// <summary>The state after eight bytes more, the lowest first. The upper half of the state is 0: narrowing it would cost a cycle in each step.</summary>
    static abstract ulong Add(ulong state, ulong values);
}
#endif
