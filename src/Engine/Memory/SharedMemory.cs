using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>Native memory that many tensors and threads read: weights and constants. Freed when nothing refers to it any more.</summary>
internal sealed unsafe class SharedMemory
{
    /// <summary>The alignment of all memory for numbers: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    private readonly MemoryBudget? _budget;

    /// <summary>Takes memory; its content is undefined.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="budget">Who pays, or null for memory that models share.</param>
    /// <exception cref="OperationException">There is not that much, or the limit would be passed.</exception>
    public SharedMemory(nuint length, MemoryBudget? budget)
    {
        _budget = budget;
        Length = length;
        budget?.Take((long)length);
        try
        {
            Pointer = Allocate(length);
        }
        catch
        {
            budget?.Return((long)length);
            GC.SuppressFinalize(this);
            throw;
        }

        GC.AddMemoryPressure((long)Math.Max(length, 1));
    }

    ~SharedMemory()
    {
        if (Pointer is not null)
        {
            NativeMemory.AlignedFree(Pointer);
            GC.RemoveMemoryPressure((long)Math.Max(Length, 1));
            _budget?.Return((long)Length);
        }
    }

    /// <summary>The first byte, aligned to <see cref="Alignment"/>.</summary>
    public byte* Pointer { get; }

    /// <summary>The length in bytes.</summary>
    public nuint Length { get; }

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
