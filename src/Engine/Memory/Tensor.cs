using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Memory;

/// <summary>
/// A value while a graph runs: a type, a shape, and memory that other tensors may share. A tensor is a place that values come and go in; it belongs to one call, or is
/// shared for good (<see cref="IsShared"/>) and then never changes.
/// </summary>
internal sealed unsafe class Tensor
{
    private Storage? _storage;
    private Shape _shape;

    /// <summary>Whether it holds a value.</summary>
    public bool HasValue => _storage is not null;

    /// <summary>The type of the elements.</summary>
    public DataType Type { get; private set; }

    /// <summary>The shape.</summary>
    public ref readonly Shape Shape => ref _shape;

    /// <summary>The number of axes.</summary>
    public int Rank => _shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Count => _shape.Count;

    /// <summary>The length of an axis.</summary>
    public int this[int axis] => _shape[axis];

    /// <summary>The length of an axis; axis ^1 is the innermost.</summary>
    public int this[Index axis] => _shape[axis];

    /// <summary>Whether its memory belongs to no call: any thread may read it, nobody may write it.</summary>
    public bool IsShared => _storage is { IsShared: true };

    /// <summary>The first byte of numeric elements; null for other types. What is written through it must be this call's alone.</summary>
    public byte* Pointer => RequireStorage().Pointer;

    /// <summary>The size of numeric elements in bytes.</summary>
    public long ByteLength => (long)Count * DataTypes.SizeOf(Type);

    /// <summary>The elements of text. Valid as long as the tensor, at most until the call ends.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Texts => RequireStorage().Texts.AsSpan(0, Count);

    /// <summary>The elements of text, to be written.</summary>
    public Span<ReadOnlyMemory<byte>> WritableTexts => RequireWritable().Texts.AsSpan(0, Count);

    /// <summary>The elements of a tensor of handles or variants.</summary>
    public ReadOnlySpan<object?> Objects => RequireStorage().Objects.AsSpan(0, Count);

    /// <summary>The elements of a tensor of handles or variants, to be written; the tensor takes over the references it is given.</summary>
    public Span<object?> WritableObjects => RequireWritable().Objects.AsSpan(0, Count);

    /// <summary>A tensor whose memory the collector keeps: for constants, weights, and values of variables.</summary>
    /// <param name="type">A type of numbers.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="budget">Who pays, or null for memory that models share.</param>
    /// <param name="fill">Writes the elements.</param>
    /// <param name="state">Handed to <paramref name="fill"/>.</param>
    public static Tensor CreateShared(DataType type, in Shape shape, MemoryBudget? budget, SpanAction<byte, object?> fill, object? state = null) =>
        Of(type, shape, new Storage(MemoryOf(type, shape, budget, fill, state)));

    /// <summary>A shared tensor of numbers.</summary>
    public static Tensor CreateShared<T>(DataType type, in Shape shape, ReadOnlySpan<T> elements, MemoryBudget? budget = null)
        where T : unmanaged => Of(type, shape, new Storage(MemoryOf(type, shape, elements, budget)));

    /// <summary>A shared tensor of numbers that stays as long as the model: equal ones are in memory once.</summary>
    /// <param name="type">A type of numbers.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="budget">Who pays.</param>
    /// <param name="fill">Writes the elements.</param>
    /// <param name="state">Handed to <paramref name="fill"/>.</param>
    public static Tensor CreateConstant(DataType type, in Shape shape, MemoryBudget? budget, SpanAction<byte, object?> fill, object? state)
    {
        var memory = MemoryOf(type, shape, budget, fill, state);
        memory.Seal();
        return Of(type, shape, new Storage(memory));
    }

    /// <summary>A shared tensor of numbers that stays as long as the model: equal ones are in memory once.</summary>
    public static Tensor CreateConstant<T>(DataType type, in Shape shape, ReadOnlySpan<T> elements, MemoryBudget? budget)
        where T : unmanaged
    {
        var memory = MemoryOf(type, shape, elements, budget);
        memory.Seal();
        return Of(type, shape, new Storage(memory));
    }

    /// <summary>A shared tensor of text.</summary>
    public static Tensor CreateShared(in Shape shape, ReadOnlyMemory<byte>[] texts) => Of(DataType.String, shape, new Storage(texts));

    /// <summary>A shared tensor of handles or variants.</summary>
    public static Tensor CreateShared(DataType type, in Shape shape, object?[] objects) => Of(type, shape, new Storage(objects));

    /// <summary>A tensor of which only type and shape are known: its elements cannot be read.</summary>
    public static Tensor OfShape(DataType type, in Shape shape) => new() { Type = type, _shape = shape };

    /// <summary>The numeric elements, row by row.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not as large as the elements.</exception>
    public ReadOnlySpan<T> Span<T>()
        where T : unmanaged
    {
        RequireSize<T>();
        return new ReadOnlySpan<T>(RequireStorage().Pointer, Count);
    }

    /// <summary>The numeric elements, to be written.</summary>
    /// <exception cref="InvalidOperationException">The memory is shared, or <typeparamref name="T"/> is not as large as the elements.</exception>
    public Span<T> WritableSpan<T>()
        where T : unmanaged
    {
        RequireSize<T>();
        return new Span<T>(RequireWritable().Pointer, Count);
    }

    /// <summary>The numeric elements as bytes. For values below 2 GiB.</summary>
    public ReadOnlySpan<byte> Bytes => new(RequireStorage().Pointer, checked((int)ByteLength));

    /// <summary>The numeric elements as bytes, to be written.</summary>
    public Span<byte> WritableBytes => new(RequireWritable().Pointer, checked((int)ByteLength));

    /// <summary>The only element.</summary>
    public T Scalar<T>()
        where T : unmanaged => Span<T>()[0];

    /// <summary>An element of a tensor of integers, whatever their size; the index tensors of most operations are int32 or int64.</summary>
    public long Integer(int index) => Type switch
    {
        DataType.Int32 or DataType.QInt32 => Span<int>()[index],
        DataType.Int64 => Span<long>()[index],
        DataType.UInt8 or DataType.QUInt8 => Span<byte>()[index],
        DataType.Int8 or DataType.QInt8 => Span<sbyte>()[index],
        DataType.Int16 or DataType.QInt16 => Span<short>()[index],
        DataType.UInt16 or DataType.QUInt16 => Span<ushort>()[index],
        DataType.UInt32 => Span<uint>()[index],
        DataType.UInt64 => checked((long)Span<ulong>()[index]),
        _ => throw new InvalidOperationException($"A value of {Type.ToWord()} was taken for integers."),
    };

    /// <summary>A shared tensor over memory that other tensors share.</summary>
    internal static Tensor OverShared(DataType type, in Shape shape, Storage storage) =>
        storage.IsShared ? Of(type, shape, storage) : throw new InvalidOperationException("Memory of a call was taken for shared memory.");

    /// <summary>Where its elements can be read again once they were let go of; null where that is nowhere.</summary>
    internal ElementSource? Source => _storage?.Shared?.Source;

    /// <summary>The memory behind it, to be found again for other tensors.</summary>
    internal Storage SharedStorage => IsShared ? _storage! : throw new InvalidOperationException("Memory of a call was taken for shared memory.");

    /// <summary>Takes over new memory.</summary>
    internal void Set(DataType type, in Shape shape, Storage storage)
    {
        if (storage.Pool is not null)
        {
            // Shared memory is counted by nobody: threads that call the same model do not write to it.
            storage.References++;
        }

        Release();
        Type = type;
        _shape = shape;
        _storage = storage;
    }

    /// <summary>Shares the memory of another tensor, which may be this one, under a shape of as many elements.</summary>
    internal void Share(Tensor other, in Shape shape) => Share(other, other.Type, shape);

    /// <summary>Shares the memory of another tensor and reads it as another type whose elements are as large in all.</summary>
    internal void Share(Tensor other, DataType type, in Shape shape)
    {
        bool isOtherKind = type != other.Type && (DataTypes.SizeOf(type) == 0 || DataTypes.SizeOf(other.Type) == 0);
        if (isOtherKind || (long)shape.Count * Math.Max(1, DataTypes.SizeOf(type)) != (long)other.Count * Math.Max(1, DataTypes.SizeOf(other.Type)))
        {
            throw new InvalidOperationException($"A value of {other.Type.ToWord()} {other.Shape} was taken for {type.ToWord()} {shape}.");
        }

        Set(type, shape, other.RequireStorage());
    }

    /// <summary>Lets go of the value.</summary>
    internal void Release()
    {
        var storage = _storage;
        _storage = null;
        if (storage is { Pool: { } pool } && --storage.References == 0)
        {
            pool.Return(storage);
        }
    }

    /// <summary>Whether this is the only reference to memory that may be overwritten.</summary>
    internal bool IsExclusive => _storage is { IsExclusive: true };

    /// <summary>A value that outlives the call: this one where its memory is shared already, else a copy.</summary>
    /// <param name="budget">Who pays for a copy.</param>
    public Tensor ToShared(MemoryBudget? budget) => ToShared(budget, isConstant: false);

    /// <summary>As <see cref="ToShared(MemoryBudget?)"/>, for what stays as long as the model: equal numbers are in memory once.</summary>
    /// <param name="budget">Who pays for a copy.</param>
    public Tensor ToConstant(MemoryBudget? budget) => ToShared(budget, isConstant: true);

    private Tensor ToShared(MemoryBudget? budget, bool isConstant)
    {
        var storage = RequireStorage();
        if (storage.IsShared)
        {
            return Of(Type, _shape, storage);
        }

        if (storage.Texts is not null)
        {
            return CreateShared(_shape, Array.ConvertAll(Texts.ToArray(), text => (ReadOnlyMemory<byte>)text.ToArray()));
        }

        if (storage.Objects is not null)
        {
            return CreateShared(Type, _shape, Array.ConvertAll(Objects.ToArray(), element => element is IPooled ? throw NotKept(Type) : element));
        }

        var memory = new SharedMemory(checked((nuint)ByteLength), budget);
        Buffer.MemoryCopy(storage.Pointer, memory.Pointer, ByteLength, ByteLength);
        if (isConstant)
        {
            memory.Seal();
        }

        return Of(Type, _shape, new Storage(memory));
    }

    public override string ToString() => HasValue ? $"{Type.ToWord()} {Shape}" : "no value";

    private static SharedMemory MemoryOf(DataType type, in Shape shape, MemoryBudget? budget, SpanAction<byte, object?> fill, object? state)
    {
        var memory = new SharedMemory(checked((nuint)shape.Count * (nuint)DataTypes.SizeOf(type)), budget);
        fill(new Span<byte>(memory.Pointer, checked((int)memory.Length)), state);
        return memory;
    }

    private static SharedMemory MemoryOf<T>(DataType type, in Shape shape, ReadOnlySpan<T> elements, MemoryBudget? budget)
        where T : unmanaged
    {
        var memory = new SharedMemory(checked((nuint)shape.Count * (nuint)DataTypes.SizeOf(type)), budget);
        MemoryMarshal.AsBytes(elements).CopyTo(new Span<byte>(memory.Pointer, checked((int)memory.Length)));
        return memory;
    }

    private static Tensor Of(DataType type, in Shape shape, Storage storage)
    {
        var tensor = new Tensor();
        tensor.Set(type, shape, storage);
        return tensor;
    }

    private Storage RequireStorage() => _storage ?? throw new InvalidOperationException("A value is read that is not there.");

    private Storage RequireWritable() =>
        _storage is { IsShared: false } storage ? storage : throw new InvalidOperationException("A value is written that other calls read.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void RequireSize<T>()
    {
        if (Unsafe.SizeOf<T>() != DataTypes.SizeOf(Type))
        {
            throw new InvalidOperationException($"Elements of {Type.ToWord()} were taken for {typeof(T).Name}.");
        }
    }

    private static OperationException NotKept(DataType type) =>
        OperationException.Unimplemented($"A {type.ToWord()} that belongs to one call cannot be kept by a variable.");
}
