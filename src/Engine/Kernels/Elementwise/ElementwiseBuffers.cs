using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>The pieces of memory in which repeated operands are written out, and what functions that follow one another hand on: small enough that several stay in the first-level cache.</summary>
internal static unsafe class ElementwiseBuffers
{
    /// <summary>The size of one.</summary>
    public const int Bytes = 4096;

    /// <summary>From one to the next: at a distance of whole pages, reads of one would wait for writes of another, whose addresses end in the same twelve bits.</summary>
    public const int Stride = Bytes + 192;

    /// <summary>Writes a row of <paramref name="length"/> bytes <paramref name="count"/> times: what is written doubles with each copy.</summary>
    public static void RepeatRow(byte* row, int length, byte* destination, int count)
    {
        int total = length * count, written = length;
        Unsafe.CopyBlockUnaligned(destination, row, (uint)length);
        while (written < total)
        {
            int next = Math.Min(written, total - written);
            Unsafe.CopyBlockUnaligned(destination + written, destination, (uint)next);
            written += next;
        }
    }

    /// <summary>Writes an element <paramref name="count"/> times, and says where.</summary>
    public static byte* Repeat(byte* element, int size, byte* destination, int count)
    {
        switch (size)
        {
            case 1:
                new Span<byte>(destination, count).Fill(*element);
                break;
            case 2:
                new Span<ushort>(destination, count).Fill(*(ushort*)element);
                break;
            case 4:
                new Span<uint>(destination, count).Fill(*(uint*)element);
                break;
            case 8:
                new Span<ulong>(destination, count).Fill(*(ulong*)element);
                break;
            default:
                new Span<UInt128>(destination, count).Fill(*(UInt128*)element);
                break;
        }

        return destination;
    }
}
