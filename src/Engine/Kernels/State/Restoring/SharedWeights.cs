using System.Collections.Concurrent;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>
/// The weights that loaded models hold, so that none is read from a file again that is in memory. A weight is known by its place in a file of a certain length and age; it goes
/// when the last model lets go of it. Any number of threads.
/// </summary>
internal static class SharedWeights
{
    private static readonly ConcurrentDictionary<Key, WeakReference<MemoryBlock>> s_weights = new();
    private static int s_pruneAt = 1024;

    /// <summary>The tensor of <paramref name="entry"/>, read when no loaded model holds it.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="entry">One of its entries.</param>
    /// <param name="shape">The entry's shape.</param>
    /// <param name="budget">Who pays: every model that holds a weight does, although it is there once.</param>
    /// <exception cref="Formats.ModelFormatException">The checkpoint is damaged.</exception>
    /// <exception cref="OperationException">The limit would be passed.</exception>
    public static Tensor Find(Checkpoint checkpoint, CheckpointEntry entry, in Shape shape, MemoryBudget? budget)
    {
        var size = shape;
        var file = new FileInfo(checkpoint.FileOf(entry));
        if (entry.Slices.Count > 0 || !file.Exists)
        {
            return Over(Read(checkpoint, entry, shape, budget, source: null));
        }

        var key = new Key(file.FullName, file.Length, file.LastWriteTimeUtc, entry.Offset, entry.Size, entry.Checksum, entry.DataType);
        var source = new StoredWeight(checkpoint.Prefix, entry, budget);
        if (s_weights.TryGetValue(key, out var known) && known.TryGetTarget(out var block) && SharedMemory.TryHold(block, budget, source) is { } held)
        {
            return Over(held);
        }

        var read = Read(checkpoint, entry, shape, budget, source);
        s_weights[key] = new WeakReference<MemoryBlock>(read.Block);
        Prune();
        return Over(read);

        Tensor Over(SharedMemory memory) => Tensor.OverShared(entry.DataType, size, new Storage(memory));
    }

    private static SharedMemory Read(Checkpoint checkpoint, CheckpointEntry entry, in Shape shape, MemoryBudget? budget, ElementSource? source)
    {
        var memory = new SharedMemory(checked((nuint)shape.Count * (nuint)DataTypes.SizeOf(entry.DataType)), budget) { Source = source };
        Read(checkpoint, entry, memory);
        memory.Seal();
        return memory;
    }

    private static unsafe void Read(Checkpoint checkpoint, CheckpointEntry entry, SharedMemory memory) =>
        checkpoint.Read(entry, new Span<byte>(memory.Pointer, checked((int)memory.Length)));

    // Weights that are gone leave their keys behind.
    private static void Prune()
    {
        if (s_weights.Count < Volatile.Read(ref s_pruneAt))
        {
            return;
        }

        foreach (var (key, weight) in s_weights)
        {
            if (!weight.TryGetTarget(out var block) || block.IsFree)
            {
                s_weights.TryRemove(new(key, weight));
            }
        }

        Volatile.Write(ref s_pruneAt, Math.Max(1024, 2 * s_weights.Count));
    }

    private readonly record struct Key(string File, long Length, DateTime Written, long Offset, long Size, uint Checksum, DataType Type);
}
