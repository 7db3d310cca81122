using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>Native memory that counts who holds it; the last to let go frees it. Any number of threads.</summary>
internal sealed unsafe class MemoryBlock
{
    private int _holders = 1;
    private InternedBlocks? _interned;
    private ulong _hash;

    /// <summary>Takes memory with one holder; its content is undefined.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <exception cref="OperationException">There is not that much.</exception>
    public MemoryBlock(nuint length)
    {
        Pointer = SharedMemory.Allocate(length);
        Length = length;
        GC.AddMemoryPressure(Pressure);
    }

    /// <summary>The first byte, aligned to <see cref="SharedMemory.Alignment"/>.</summary>
    public byte* Pointer { get; }

    /// <summary>The length in bytes.</summary>
    public nuint Length { get; }

    /// <summary>Whether nobody holds it any more: its memory is gone.</summary>
    public bool IsFree => Volatile.Read(ref _holders) == 0;

    private long Pressure => (long)Math.Max(Length, 1);

    /// <summary>Holds it too, unless it is free.</summary>
    public bool TryHold()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
            {
                return true;
            }

            holders = before;
        }

        return false;
    }

    /// <summary>Lets go of it, once for each time it was held.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _interned?.Remove(this, _hash);
            NativeMemory.AlignedFree(Pointer);
            GC.RemoveMemoryPressure(Pressure);
        }
    }

    /// <summary>Notes where others find it, who have to be told when it is freed.</summary>
    internal void RegisterIn(InternedBlocks interned, ulong hash)
    {
        _interned = interned;
        _hash = hash;
    }

    /// <summary>Whether two blocks that are held have the same content.</summary>
    internal static bool HaveEqualContent(MemoryBlock one, MemoryBlock other)
    {
        const int Piece = 1 << 30;
        if (one.Length != other.Length)
        {
            return false;
        }

        for (nuint start = 0; start < one.Length; start += Piece)
        {
            int length = (int)Math.Min(Piece, one.Length - start);
            if (!new ReadOnlySpan<byte>(one.Pointer + start, length).SequenceEqual(new ReadOnlySpan<byte>(other.Pointer + start, length)))
            {
                return false;
            }
        }

        return true;
    }
}
