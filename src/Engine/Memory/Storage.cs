namespace TypedModels.Engine.Memory;

/// <summary>
/// The memory behind one or more tensors. It belongs either to a <see cref="StoragePool"/>, which counts its references and takes it back after the last, or to nobody in
/// particular: then it is read-only, shared by any number of threads, and freed once nothing refers to it.
/// </summary>
internal sealed unsafe class Storage
{
    private readonly SharedMemory? _shared;

    /// <summary>Memory of a pool, for numbers.</summary>
    public Storage(StoragePool pool, byte* pointer, nuint capacity)
    {
        Pool = pool;
        Pointer = pointer;
        Capacity = capacity;
    }

    /// <summary>Elements of a pool, for text.</summary>
    public Storage(StoragePool pool, ReadOnlyMemory<byte>[] texts)
    {
        Pool = pool;
        Texts = texts;
        Capacity = (nuint)texts.Length;
    }

    /// <summary>Elements of a pool, for handles and values that only graphs know.</summary>
    public Storage(StoragePool pool, object?[] objects)
    {
        Pool = pool;
        Objects = objects;
        Capacity = (nuint)objects.Length;
    }

    /// <summary>Shared memory.</summary>
    public Storage(SharedMemory memory)
    {
        _shared = memory;
        Pointer = memory.Pointer;
        Capacity = memory.Length;
    }

    /// <summary>Shared text.</summary>
    public Storage(ReadOnlyMemory<byte>[] texts)
    {
        Texts = texts;
        Capacity = (nuint)texts.Length;
    }

    /// <summary>Shared handles.</summary>
    public Storage(object?[] objects)
    {
        Objects = objects;
        Capacity = (nuint)objects.Length;
    }

    /// <summary>The pool it goes back to, or null for shared memory.</summary>
    public StoragePool? Pool { get; }

    /// <summary>The first byte of numbers, aligned to 64; null for other elements.</summary>
    public byte* Pointer { get; }

    /// <summary>The bytes of numbers, or the number of other elements.</summary>
    public nuint Capacity { get; }

    /// <summary>The elements of text.</summary>
    public ReadOnlyMemory<byte>[]? Texts { get; }

    /// <summary>The elements that are objects.</summary>
    public object?[]? Objects { get; }

    /// <summary>How many tensors refer to memory of a pool; only touched by the thread that runs the pool's call.</summary>
    public int References { get; set; }

    /// <summary>The call at whose end, or before, it was last given back; the pool's own note.</summary>
    public int LastCall { get; set; }

    /// <summary>Whether any thread may read it and nobody may write it.</summary>
    public bool IsShared => Pool is null;

    /// <summary>Whether it may be overwritten by whoever holds the only reference.</summary>
    public bool IsExclusive => References == 1 && Pool is not null;

    /// <summary>The part in shared memory that ends when it is collected; null for all else.</summary>
    public SharedMemory? Shared => _shared;
}
