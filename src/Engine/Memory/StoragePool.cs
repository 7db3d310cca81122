using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>
/// The memory of one call frame. What a call gives back is kept for the next, so that a call that repeats the sizes of an earlier one allocates nothing. One thread at a time.
/// </summary>
/// <param name="budget">Who pays for it.</param>
internal sealed unsafe class StoragePool(MemoryBudget budget) : IDisposable
{
    // Sizes are rounded up to a quarter of a power of two.
    private const int StepsPerDoubling = 4;
    private const int ClassCount = 64 * StepsPerDoubling;

    // Shapes change from call to call; sizes that no call of a hundred asked for are given back.
    private const int CallsBeforeTrim = 100;

    private readonly Stack<Storage>?[] _numbers = new Stack<Storage>?[ClassCount];
    private readonly Stack<Storage>?[] _texts = new Stack<Storage>?[ClassCount];
    private readonly Stack<Storage>?[] _objects = new Stack<Storage>?[ClassCount];
    private readonly Stack<Tensor> _tensors = new();
    private readonly Dictionary<int, Stack<Tensor[]>> _groups = [];
    private readonly HashSet<nint> _allocated = [];
    private long _taken;
    private int _call;

    ~StoragePool() => Free();

    /// <summary>Who pays for it; kernels that take memory elsewhere pay there too.</summary>
    public MemoryBudget Budget => budget;

    /// <summary>Lists that wait for their next use.</summary>
    internal Stack<TensorList> IdleLists { get; } = new();

    /// <summary>The bytes of memory that it holds, free or in use.</summary>
    public long Taken => _taken;

    /// <summary>Works out how many of the bytes that it holds are in use.</summary>
    public long CountInUse() => _taken
        - CountFree(_numbers, sizeof(byte))
        - CountFree(_texts, Unsafe.SizeOf<ReadOnlyMemory<byte>>())
        - CountFree(_objects, Unsafe.SizeOf<object?>());

    /// <summary>Memory for numbers, its content undefined, with no reference yet.</summary>
    /// <exception cref="OperationException">There is not that much, or the limit would be passed.</exception>
    public Storage RentNumbers(nuint length)
    {
        int size = ClassOf(Math.Max(length, SharedMemory.Alignment));
        if (Pop(_numbers, size) is { } known)
        {
            return known;
        }

        nuint capacity = CapacityOf(size);
        budget.Take((long)capacity);
        byte* pointer;
        try
        {
            pointer = SharedMemory.Allocate(capacity);
        }
        catch
        {
            budget.Return((long)capacity);
            throw;
        }

        _taken += (long)capacity;
        _allocated.Add((nint)pointer);
        return new Storage(this, pointer, capacity);
    }

    /// <summary>Elements of text, all of them empty, with no reference yet.</summary>
    public Storage RentTexts(int count)
    {
        int size = ClassOf((nuint)Math.Max(count, 1));
        var storage = Pop(_texts, size) ?? new Storage(this, new ReadOnlyMemory<byte>[Charged(size, Unsafe.SizeOf<ReadOnlyMemory<byte>>())]);
        storage.Texts.AsSpan(0, count).Clear();
        return storage;
    }

    /// <summary>Elements that are objects, all of them null, with no reference yet.</summary>
    public Storage RentObjects(int count)
    {
        int size = ClassOf((nuint)Math.Max(count, 1));
        return Pop(_objects, size) ?? new Storage(this, new object?[Charged(size, Unsafe.SizeOf<object?>())]);
    }

    /// <summary>A tensor without a value, for results that outlive their slot; <see cref="Return(Tensor)"/> takes it back.</summary>
    public Tensor RentTensor() => _tensors.TryPop(out var tensor) ? tensor : new Tensor();

    /// <summary>Tensors without values; <see cref="Return(Tensor[])"/> takes them back.</summary>
    public Tensor[] RentTensors(int count)
    {
        if (_groups.TryGetValue(count, out var idle) && idle.TryPop(out var group))
        {
            return group;
        }

        group = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            group[i] = new Tensor();
        }

        return group;
    }

    /// <summary>Takes back tensors of <see cref="RentTensors"/>.</summary>
    public void Return(Tensor[] group)
    {
        foreach (var tensor in group)
        {
            tensor.Release();
        }

        if (!_groups.TryGetValue(group.Length, out var idle))
        {
            _groups.Add(group.Length, idle = new Stack<Tensor[]>());
        }

        idle.Push(group);
    }

    /// <summary>Takes back a tensor of <see cref="RentTensor"/>.</summary>
    public void Return(Tensor tensor)
    {
        tensor.Release();
        _tensors.Push(tensor);
    }

    /// <summary>Notes that a call is over, and from time to time frees what no recent call asked for.</summary>
    public void EndCall()
    {
        if (++_call % CallsBeforeTrim == 0)
        {
            Trim(_numbers);
            Trim(_texts);
            Trim(_objects);
        }
    }

    /// <summary>Takes memory back that nothing refers to any more.</summary>
    public void Return(Storage storage)
    {
        storage.LastCall = _call;
        if (storage.Objects is { } objects)
        {
            foreach (object? element in objects)
            {
                (element as IPooled)?.Release();
            }

            Array.Clear(objects);
            Push(_objects, ClassOf(storage.Capacity), storage);
        }
        else if (storage.Texts is not null)
        {
            Push(_texts, ClassOf(storage.Capacity), storage);
        }
        else if (_allocated.Count > 0)
        {
            Push(_numbers, ClassOf(storage.Capacity), storage);
        }
    }

    /// <summary>Frees everything; nothing may refer to its memory any more.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach (nint pointer in _allocated)
        {
            NativeMemory.AlignedFree((void*)pointer);
        }

        _allocated.Clear();
        Array.Clear(_numbers);
        budget.Return(_taken);
        _taken = 0;
    }

    private void Trim(Stack<Storage>?[] classes)
    {
        for (int size = 0; size < classes.Length; size++)
        {
            if (classes[size] is not { Count: > 0 } stack || !HasWaited(stack))
            {
                continue;
            }

            var kept = new Stack<Storage>();
            foreach (var storage in stack)
            {
                if (HasWaited(storage))
                {
                    Free(storage);
                }
                else
                {
                    kept.Push(storage);
                }
            }

            classes[size] = kept;
        }
    }

    private bool HasWaited(Stack<Storage> stack)
    {
        foreach (var storage in stack)
        {
            if (HasWaited(storage))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasWaited(Storage storage) => storage.LastCall <= _call - CallsBeforeTrim;

    private void Free(Storage storage)
    {
        long bytes = (long)storage.Capacity;
        if (storage.Texts is not null)
        {
            bytes *= Unsafe.SizeOf<ReadOnlyMemory<byte>>();
        }
        else if (storage.Objects is not null)
        {
            bytes *= Unsafe.SizeOf<object?>();
        }
        else if (_allocated.Remove((nint)storage.Pointer))
        {
            NativeMemory.AlignedFree(storage.Pointer);
        }

        budget.Return(bytes);
        _taken -= bytes;
    }

    /// <summary>The number of elements of a class, paid for.</summary>
    private int Charged(int size, int elementSize)
    {
        nuint count = CapacityOf(size);
        if (count > (nuint)Array.MaxLength)
        {
            throw OperationException.ResourceExhausted($"A value of {count} elements that are no numbers is larger than {Array.MaxLength}, the most that this engine holds in one.");
        }

        long bytes = (long)count * elementSize;
        budget.Take(bytes);
        _taken += bytes;
        return (int)count;
    }

    private static long CountFree(Stack<Storage>?[] classes, int elementSize)
    {
        long bytes = 0;
        for (int size = 0; size < classes.Length; size++)
        {
            bytes += classes[size] is { Count: > 0 and var count } ? count * (long)CapacityOf(size) * elementSize : 0;
        }

        return bytes;
    }

    private static Storage? Pop(Stack<Storage>?[] classes, int size) => classes[size] is { } stack && stack.TryPop(out var storage) ? storage : null;

    private static void Push(Stack<Storage>?[] classes, int size, Storage storage) => (classes[size] ??= new Stack<Storage>()).Push(storage);

    /// <summary>The smallest class that holds <paramref name="length"/>.</summary>
    private static int ClassOf(nuint length)
    {
        if (length <= StepsPerDoubling)
        {
            return (int)length;
        }

        int log = BitOperations.Log2(length - 1);
        int step = (int)((length - 1) >> (log - 2)) & (StepsPerDoubling - 1);
        return (log * StepsPerDoubling) + step + 1;
    }

    private static nuint CapacityOf(int size)
    {
        if (size <= StepsPerDoubling)
        {
            return (nuint)size;
        }

        int log = (size - 1) / StepsPerDoubling;
        int step = (size - 1) % StepsPerDoubling;
        return ((nuint)1 << log) + ((nuint)(step + 1) << (log - 2));
    }
}
