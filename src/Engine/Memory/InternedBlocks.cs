using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>
/// Blocks of memory that never change any more, each content once: weights as they are stored and as they are packed, constants, and what follows from them. A block is found
/// by a hash of its content and then compared, so that contents are never mixed up. It goes with its last holder. Any number of threads.
/// </summary>
/// <param name="hash">The hash of a content. The lock is never held while it is computed, nor while contents are compared.</param>
internal sealed class InternedBlocks(Func<MemoryBlock, ulong> hash)
{
    /// <summary>The least length that is worth the search.</summary>
    public const int LeastLength = 4096;

    private readonly Dictionary<(ulong Hash, nuint Length), List<MemoryBlock>> _blocks = [];
    private readonly Lock _lock = new();

    /// <summary>Those of this process.</summary>
    public static InternedBlocks Shared { get; } = new(ContentHash.Of);

    /// <summary>The bytes of all blocks.</summary>
    public long TotalLength
    {
        get
        {
            lock (_lock)
            {
                return _blocks.Sum(found => (long)found.Key.Length * found.Value.Count);
            }
        }
    }

    /// <summary>The number of blocks of a length.</summary>
    public int Count(nuint length)
    {
        lock (_lock)
        {
            return _blocks.Where(found => found.Key.Length == length).Sum(found => found.Value.Count);
        }
    }

    /// <summary>The block of the same content: another, for which <paramref name="block"/> is let go of, or <paramref name="block"/> itself, which others find from now on.</summary>
    /// <param name="block">A block that is written, and held once.</param>
    public MemoryBlock Intern(MemoryBlock block)
    {
        if (block.Length < LeastLength)
        {
            return block;
        }

        ulong found = hash(block);
        HashSet<MemoryBlock>? others = null;
        while (FindOrAdd(block, found, others) is { } candidate)
        {
            if (MemoryBlock.HaveEqualContent(candidate, block))
            {
                block.Release();
                return candidate;
            }

            (others ??= []).Add(candidate);
            candidate.Release();
        }

        return block;
    }

    /// <summary>Forgets a block that is about to be freed.</summary>
    internal void Remove(MemoryBlock block, ulong found)
    {
        lock (_lock)
        {
            var blocks = _blocks[(found, block.Length)];
            blocks.Remove(block);
            if (blocks.Count == 0)
            {
                _blocks.Remove((found, block.Length));
            }
        }
    }

    /// <summary>A block to compare with, now held once more; or null, and the new block is one of them.</summary>
    private MemoryBlock? FindOrAdd(MemoryBlock block, ulong found, HashSet<MemoryBlock>? others)
    {
        lock (_lock)
        {
            ref var blocks = ref CollectionsMarshal.GetValueRefOrAddDefault(_blocks, (found, block.Length), out _);
            blocks ??= [];
            foreach (var candidate in blocks)
            {
                if (others?.Contains(candidate) != true && candidate.TryHold())
                {
                    return candidate;
                }
            }

            block.RegisterIn(this, found);
            blocks.Add(block);
            return null;
        }
    }
}
