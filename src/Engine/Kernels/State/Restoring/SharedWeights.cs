using System.Collections.Concurrent;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Engine.Kernels.State.Restoring;

/// <summary>
/// The weights that loaded models hold, so that each is in memory once however many models are loaded from the same files. A weight is known by its place in a file of a certain
/// length and age; it goes when the last model lets go of it. Any number of threads.
/// </summary>
internal static class SharedWeights
{
    private static readonly ConcurrentDictionary<StoredTensorIdentity, WeakReference<Storage>> s_weights = new();
    private static int s_pruneAt = 1024;

    /// <summary>The tensor of <paramref name="entry"/>, read when no loaded model holds it.</summary>
    /// <exception cref="Formats.ModelFormatException">The checkpoint is damaged.</exception>
    public static Tensor Find(Checkpoint checkpoint, CheckpointEntry entry, in Shape shape)
    {
        if (checkpoint.IdentityOf(entry) is not { } key)
        {
            return Read(checkpoint, entry, shape);
        }

        if (s_weights.TryGetValue(key, out var known) && known.TryGetTarget(out var storage))
        {
            return Tensor.OverShared(entry.DataType, shape, storage);
        }

        var tensor = Read(checkpoint, entry, shape);
        s_weights[key] = new WeakReference<Storage>(tensor.SharedStorage);
        Prune();
        return tensor;
    }

    private static Tensor Read(Checkpoint checkpoint, CheckpointEntry entry, in Shape shape) =>
        Tensor.CreateShared(entry.DataType, shape, budget: null, static (bytes, state) =>
        {
            var (from, what) = ((Checkpoint, CheckpointEntry))state!;
            from.Read(what, bytes);
        }, (checkpoint, entry));

    // Weights that are gone leave their keys behind.
    private static void Prune()
    {
        if (s_weights.Count < Volatile.Read(ref s_pruneAt))
        {
            return;
        }

        foreach (var (key, weight) in s_weights)
        {
            if (!weight.TryGetTarget(out _))
            {
                s_weights.TryRemove(new(key, weight));
            }
        }

        Volatile.Write(ref s_pruneAt, Math.Max(1024, 2 * s_weights.Count));
    }
}
