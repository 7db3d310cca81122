using System.Collections.Concurrent;
using TypedModels.Engine.Memory;
using TypedModels.Engines;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>
/// The weights that loaded models hold, so that none is read from a file again that is in memory. A weight is known by what whoever stored it says tells it from all others; it
/// goes when the last model lets go of it. Any number of threads.
/// </summary>
internal static class SharedWeights
{
    private static readonly ConcurrentDictionary<object, WeakReference<MemoryBlock>> s_weights = new();
    private static int s_pruneAt = 1024;

    private delegate void Reader(Span<byte> destination);

    /// <summary>The tensor of <paramref name="data"/>, read when no loaded model holds it. It can be let go of and read again.</summary>
    /// <param name="data">The value.</param>
    /// <param name="budget">Who pays: every model that holds a weight does, although it is there once.</param>
    /// <exception cref="FormatException">The file is damaged.</exception>
    /// <exception cref="OperationException">The limit would be passed, or the engine has no such values.</exception>
    public static Tensor Find(VariableData data, MemoryBudget? budget)
    {
        var shape = Shape.From(data.Shape.Dimensions.AsSpan());
        if (data.DataType == DataType.String)
        {
            var texts = data.ReadTexts();
            return texts.Length == shape.Count ? Tensor.CreateShared(shape, texts) : throw new InvalidOperationException($"{texts.Length} texts were read for a value of the shape {shape}.");
        }

        return DataTypes.SizeOf(data.DataType) > 0
            ? Tensor.OverShared(data.DataType, shape, new Storage(Find(data.Identity, ByteLength(data.DataType, shape), budget, new StoredData(data, budget), data.Read)))
            : throw OperationException.Unimplemented($"A variable of {data.DataType.ToWord()} cannot be restored.");
    }

    /// <summary>The tensor of <paramref name="entry"/>, read when no loaded model holds it.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="entry">One of its entries.</param>
    /// <param name="shape">The entry's shape.</param>
    /// <param name="budget">Who pays: every model that holds a weight does, although it is there once.</param>
    /// <exception cref="Formats.ModelFormatException">The checkpoint is damaged.</exception>
    /// <exception cref="OperationException">The limit would be passed.</exception>
    public static Tensor Find(Checkpoint checkpoint, CheckpointEntry entry, in Shape shape, MemoryBudget? budget)
    {
        var identity = checkpoint.IdentityOf(entry);
        var source = identity is null ? null : new StoredWeight(checkpoint.Prefix, entry, budget);
        var memory = Find(identity, ByteLength(entry.DataType, shape), budget, source, bytes => checkpoint.Read(entry, bytes));
        return Tensor.OverShared(entry.DataType, shape, new Storage(memory));
    }

    private static SharedMemory Find(object? identity, nuint length, MemoryBudget? budget, ElementSource? source, Reader read)
    {
        if (identity is not null && s_weights.TryGetValue(identity, out var known) && known.TryGetTarget(out var block) && SharedMemory.TryHold(block, budget, source) is { } held)
        {
            return held;
        }

        var memory = new SharedMemory(length, budget) { Source = source };
        Fill(memory, read);
        memory.Seal();
        if (identity is not null)
        {
            s_weights[identity] = new WeakReference<MemoryBlock>(memory.Block);
            Prune();
        }

        return memory;
    }

    private static nuint ByteLength(DataType type, in Shape shape)
    {
        long length = (long)shape.Count * DataTypes.SizeOf(type);
        return length <= int.MaxValue
            ? (nuint)length
            : throw OperationException.ResourceExhausted($"A variable of {type.ToWord()} {shape} takes {length} bytes; this engine reads at most {int.MaxValue}.");
    }

    private static unsafe void Fill(SharedMemory memory, Reader read) => read(new Span<byte>(memory.Pointer, (int)memory.Length));

    // Weights that are gone leave their identities behind.
    private static void Prune()
    {
        if (s_weights.Count < Volatile.Read(ref s_pruneAt))
        {
            return;
        }

        foreach (var (identity, weight) in s_weights)
        {
            if (!weight.TryGetTarget(out var block) || block.IsFree)
            {
                s_weights.TryRemove(new(identity, weight));
            }
        }

        Volatile.Write(ref s_pruneAt, Math.Max(1024, 2 * s_weights.Count));
    }
}
