using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>
/// One holder's part in native memory that many tensors and threads read: weights and constants. It keeps the memory, and what was paid for it, until nothing refers to it any more.
/// Equal memory is there once; each model that holds it pays for it.
/// </summary>
internal sealed unsafe class SharedMemory
{
    /// <summary>The alignment of all memory for numbers: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private readonly MemoryBudget? _budget;
    private MemoryBlock? _block;

    /// <summary>Takes memory; its content is undefined.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="budget">Who pays, or null for memory that nobody counts.</param>
    /// <exception cref="OperationException">There is not that much, or the limit would be passed.</exception>
    public SharedMemory(nuint length, MemoryBudget? budget)
    {
        budget?.Take((long)length);
        try
        {
            _block = new MemoryBlock(length);
        }
        catch
        {
            budget?.Return((long)length);
            throw;
        }

        _budget = budget;
    }

    private SharedMemory(MemoryBlock held, MemoryBudget? budget)
    {
        _block = held;
        _budget = budget;
    }

    ~SharedMemory()
    {
        if (_block is { } block)
        {
            _budget?.Return((long)block.Length);
            block.Release();
        }
    }

    /// <summary>The memory itself.</summary>
    public MemoryBlock Block => _block!;

    /// <summary>The first byte, aligned to <see cref="Alignment"/>.</summary>
    public byte* Pointer => _block!.Pointer;

    /// <summary>The length in bytes.</summary>
    public nuint Length => _block!.Length;

    /// <summary>Where the elements can be read again, or null where that is nowhere.</summary>
    public ElementSource? Source { get; init; }

    /// <summary>Takes part in memory that others hold; null when they have let go of it.</summary>
    /// <param name="block">The memory.</param>
    /// <param name="budget">Who pays.</param>
    /// <param name="source">Where its elements can be read again.</param>
    /// <exception cref="OperationException">The limit would be passed.</exception>
    public static SharedMemory? TryHold(MemoryBlock block, MemoryBudget? budget, ElementSource? source)
    {
        budget?.Take((long)block.Length);
        if (block.TryHold())
        {
            return new SharedMemory(block, budget) { Source = source };
        }

        budget?.Return((long)block.Length);
        return null;
    }

    /// <summary>Says that the content is written and stays: equal content is in memory once from now on. The memory may then be another's, at another place.</summary>
    public void Seal() => _block = InternedBlocks.Shared.Intern(_block!);

    /// <summary>Allocates aligned memory.</summary>
    /// <exception cref="OperationException">There is not that much.</exception>
    internal static byte* Allocate(nuint length)
    {
        try
        {
            return (byte*)NativeMemory.AlignedAlloc(Math.Max(length, Alignment), Alignment);
        }
        catch (OutOfMemoryException)
        {
            throw OperationException.ResourceExhausted($"There is no memory for {length} bytes more.");
        }
    }
}
