using System.Runtime.InteropServices;

namespace TypedModels.Engine.Compute;

/// <summary>Pieces of shared work that one thread begins with, and others take from when they have none left.</summary>
/// <param name="start">The first piece.</param>
/// <param name="end">Behind the last.</param>
[StructLayout(LayoutKind.Explicit, Size = CacheLines)]
internal struct PieceRange(int start, int end)
{
    // Two lines, since processors fetch lines in pairs: a thread that takes its own pieces shares them with nobody.
    private const int CacheLines = 128;

    [FieldOffset(0)]
    private readonly int _end = end;

    [FieldOffset(4)]
    private int _next = start;

    /// <summary>Takes a piece, unless there is none left.</summary>
    /// <param name="piece">Which one.</param>
    public bool TryTake(out int piece)
    {
        // Looked at first, so that threads that only pass by write nothing.
        if (Volatile.Read(ref _next) < _end)
        {
            piece = Interlocked.Increment(ref _next) - 1;
            return piece < _end;
        }

        piece = _end;
        return false;
    }

    /// <summary>Leaves the pieces that nobody took undone.</summary>
    public void Close() => Volatile.Write(ref _next, _end);
}
