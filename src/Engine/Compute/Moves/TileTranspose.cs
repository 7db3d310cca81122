using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.Engine.Compute.Moves;

/// <summary>Copies a matrix with its rows as columns, tile by tile, so that both sides stay in the cache.</summary>
internal static class TileTranspose
{
    /// <summary>The rows and columns of a tile.</summary>
    public const int Size = 8;

    /// <summary>Copies. Reading goes along <paramref name="lines"/> element after element, writing along <paramref name="length"/>.</summary>
    /// <param name="from">Where reading begins.</param>
    /// <param name="to">Where writing begins.</param>
    /// <param name="lines">The lines that are written, at least <see cref="Size"/>.</param>
    /// <param name="length">Their length, at least <see cref="Size"/>.</param>
    /// <param name="fromStep">The bytes from one element of a written line to the next where they are read.</param>
    /// <param name="toLine">The bytes from one written line to the next.</param>
    public static void Run<T>(ref byte from, ref byte to, int lines, int length, nint fromStep, nint toLine)
    {
        int size = Unsafe.SizeOf<T>();
        int wholeLines = lines - (lines % Size), wholeLength = length - (length % Size);
        bool isVector = Avx.IsSupported && typeof(T) == typeof(uint);
        for (int line = 0; line < wholeLines; line += Size)
        {
            for (int i = 0; i < wholeLength; i += Size)
            {
                ref byte source = ref Unsafe.AddByteOffset(ref from, ((nint)line * size) + (i * fromStep));
                ref byte target = ref Unsafe.AddByteOffset(ref to, (line * toLine) + ((nint)i * size));
                if (isVector)
                {
                    RunVectors(ref source, ref target, fromStep, toLine);
                }
                else
                {
                    RunElements<T>(ref source, ref target, Size, Size, fromStep, toLine);
                }
            }

            RunElements<T>(
                ref Unsafe.AddByteOffset(ref from, ((nint)line * size) + (wholeLength * fromStep)), ref Unsafe.AddByteOffset(ref to, (line * toLine) + ((nint)wholeLength * size)), Size, length - wholeLength, fromStep, toLine);
        }

        RunElements<T>(ref Unsafe.AddByteOffset(ref from, (nint)wholeLines * size), ref Unsafe.AddByteOffset(ref to, wholeLines * toLine), lines - wholeLines, length, fromStep, toLine);
    }

    private static void RunElements<T>(ref byte from, ref byte to, int lines, int length, nint fromStep, nint toLine)
    {
        for (int line = 0; line < lines; line++)
        {
            ref T target = ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref to, line * toLine));
            ref byte source = ref Unsafe.AddByteOffset(ref from, (nint)line * Unsafe.SizeOf<T>());
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref source, i * fromStep));
            }
        }
    }

    private static void RunVectors(ref byte from, ref byte to, nint fromStep, nint toLine)
    {
        var a = Load(ref from, 0, fromStep);
        var b = Load(ref from, 1, fromStep);
        var c = Load(ref from, 2, fromStep);
        var d = Load(ref from, 3, fromStep);
        var e = Load(ref from, 4, fromStep);
        var f = Load(ref from, 5, fromStep);
        var g = Load(ref from, 6, fromStep);
        var h = Load(ref from, 7, fromStep);

        // Pairs of elements, then pairs of pairs, then halves.
        var (ab, abHigh, cd, cdHigh) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        var (ef, efHigh, gh, ghHigh) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f), Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
        var (left0, left1) = (Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ab, cd, 0xEE));
        var (left2, left3) = (Avx.Shuffle(abHigh, cdHigh, 0x44), Avx.Shuffle(abHigh, cdHigh, 0xEE));
        var (right0, right1) = (Avx.Shuffle(ef, gh, 0x44), Avx.Shuffle(ef, gh, 0xEE));
        var (right2, right3) = (Avx.Shuffle(efHigh, ghHigh, 0x44), Avx.Shuffle(efHigh, ghHigh, 0xEE));
        Store(ref to, 0, toLine, Avx.Permute2x128(left0, right0, 0x20));
        Store(ref to, 1, toLine, Avx.Permute2x128(left1, right1, 0x20));
        Store(ref to, 2, toLine, Avx.Permute2x128(left2, right2, 0x20));
        Store(ref to, 3, toLine, Avx.Permute2x128(left3, right3, 0x20));
        Store(ref to, 4, toLine, Avx.Permute2x128(left0, right0, 0x31));
        Store(ref to, 5, toLine, Avx.Permute2x128(left1, right1, 0x31));
        Store(ref to, 6, toLine, Avx.Permute2x128(left2, right2, 0x31));
        Store(ref to, 7, toLine, Avx.Permute2x128(left3, right3, 0x31));
    }

    private static Vector256<float> Load(ref byte from, int row, nint step) => Unsafe.ReadUnaligned<Vector256<float>>(ref Unsafe.AddByteOffset(ref from, row * step));

    private static void Store(ref byte to, int row, nint step, Vector256<float> value) => Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref to, row * step), value);
}
