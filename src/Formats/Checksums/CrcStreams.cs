#if NET
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Formats.Checksums;

/// <summary>
/// Sums three neighbouring stretches at once, since the instruction takes three cycles and can be begun in each, and puts their checksums together: those in front are multiplied with the power of x
/// that as many zero bytes as follow stand for. V. Gopal et al., "Fast CRC Computation for iSCSI Polynomial Using CRC32 Instruction" (Intel, 2011).
/// </summary>
/// <typeparam name="TInstruction">The processor's instruction.</typeparam>
internal static class CrcStreams<TInstruction>
    where TInstruction : struct, ICrcInstruction
{
    private const int Streams = 3;
    private const int LongStretch = 8192;
    private const int ShortStretch = 256;

    private static readonly CrcShift s_overLong = new(LongStretch);
    private static readonly CrcShift s_overShort = new(ShortStretch);

    /// <summary>The state after <paramref name="bytes"/>.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Streams * LongStretch; bytes = bytes[(Streams * LongStretch)..])
        {
            state = AppendStretches(state, bytes, LongStretch, s_overLong);
        }

        for (; bytes.Length >= Streams * ShortStretch; bytes = bytes[(Streams * ShortStretch)..])
        {
            state = AppendStretches(state, bytes, ShortStretch, s_overShort);
        }

        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            state = (uint)TInstruction.Add(state, MemoryMarshal.Read<ulong>(bytes));
        }

        foreach (byte value in bytes)
        {
            state = TInstruction.Add(state, value);
        }

        return state;
    }

    // The caller has made sure that there are three stretches.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AppendStretches(uint state, ReadOnlySpan<byte> bytes, int stretch, CrcShift shift)
    {
        ref byte start = ref MemoryMarshal.GetReference(bytes);
        ulong first = state;
        ulong second = 0;
        ulong third = 0;
        for (int i = 0; i < stretch; i += sizeof(ulong))
        {
            first = TInstruction.Add(first, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, i)));
            second = TInstruction.Add(second, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, i + stretch)));
            third = TInstruction.Add(third, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, i + (2 * stretch))));
        }

        return shift.Apply(shift.Apply((uint)first) ^ (uint)second) ^ (uint)third;
    }
}
#endif
