using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Compute.Moves;

/// <summary>Carries out <see cref="CopyLoops"/> that count in bytes, for elements that are like <typeparamref name="T"/>.</summary>
internal static class ElementMove<T>
{
    // Below this a call of the runtime's copy costs more than a loop.
    private const int ShortestRun = 8;

    /// <summary>Copies. Who calls made sure that everything lies inside the memory.</summary>
    /// <param name="loops">The loops, in bytes.</param>
    /// <param name="from">Where the memory that is read begins.</param>
    /// <param name="to">Where the memory that is written begins.</param>
    [SkipLocalsInit]
    public static void Run(in CopyLoops loops, ref byte from, ref byte to)
    {
        from = ref Unsafe.AddByteOffset(ref from, (nint)loops.FromStart);
        to = ref Unsafe.AddByteOffset(ref to, (nint)loops.ToStart);
        int outer = loops.Depth - 2;
        if (outer <= 0)
        {
            RunInner(loops, ref from, ref to);
            return;
        }

        Span<int> turns = stackalloc int[CopyLoops.MaxDepth];
        turns[..outer].Clear();
        nint fromOffset = 0, toOffset = 0;
        while (true)
        {
            RunInner(loops, ref Unsafe.AddByteOffset(ref from, fromOffset), ref Unsafe.AddByteOffset(ref to, toOffset));
            int loop = outer - 1;
            for (; loop >= 0; loop--)
            {
                fromOffset += (nint)loops.From(loop);
                toOffset += (nint)loops.To(loop);
                if (++turns[loop] < loops.Length(loop))
                {
                    break;
                }

                fromOffset -= (nint)loops.From(loop) * loops.Length(loop);
                toOffset -= (nint)loops.To(loop) * loops.Length(loop);
                turns[loop] = 0;
            }

            if (loop < 0)
            {
                return;
            }
        }
    }

    /// <summary>The two innermost loops.</summary>
    private static void RunInner(in CopyLoops loops, ref byte from, ref byte to)
    {
        int last = loops.Depth - 1;
        if (last < 0)
        {
            Unsafe.As<byte, T>(ref to) = Unsafe.As<byte, T>(ref from);
            return;
        }

        int length = loops.Length(last);
        nint fromStep = (nint)loops.From(last), toStep = (nint)loops.To(last);
        if (last == 0)
        {
            RunLine(ref from, ref to, length, fromStep, toStep);
            return;
        }

        int lines = loops.Length(last - 1);
        nint fromLine = (nint)loops.From(last - 1), toLine = (nint)loops.To(last - 1);
        if (toStep == Unsafe.SizeOf<T>() && fromLine == Unsafe.SizeOf<T>() && fromStep != Unsafe.SizeOf<T>() && lines >= TileTranspose.Size && length >= TileTranspose.Size)
        {
            TileTranspose.Run<T>(ref from, ref to, lines, length, fromStep, toLine);
            return;
        }

        for (int line = 0; line < lines; line++)
        {
            RunLine(ref from, ref to, length, fromStep, toStep);
            from = ref Unsafe.AddByteOffset(ref from, fromLine);
            to = ref Unsafe.AddByteOffset(ref to, toLine);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunLine(ref byte from, ref byte to, int length, nint fromStep, nint toStep)
    {
        if (toStep == Unsafe.SizeOf<T>() && length >= ShortestRun)
        {
            if (fromStep == toStep)
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref from), length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref to), length));
                return;
            }

            if (fromStep == 0)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref to), length).Fill(Unsafe.As<byte, T>(ref from));
                return;
            }

            if (fromStep == -toStep)
            {
                var written = MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref to), length);
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref from, fromStep * (length - 1))), length).CopyTo(written);
                written.Reverse();
                return;
            }
        }

        for (int i = 0; i < length; i++)
        {
            Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref to, toStep * i)) = Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref from, fromStep * i));
        }
    }
}
