using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>
/// A variable, of one loaded model or of several that share it. Its value is a shared tensor that never changes: writing puts another in its place. A value that was read from a
/// file need not stay in memory: <see cref="Read"/> reads it again. Any number of threads.
/// </summary>
/// <param name="name">The variable's name.</param>
/// <param name="type">The type of its elements.</param>
internal sealed class Variable(string name, DataType type)
{
    // A tensor, or a StoredValue, or null.
    private volatile object? _value;
    private int _writers;
    private int _readers;

    /// <summary>The variable's name.</summary>
    public string Name => name;

    /// <summary>The type of its elements.</summary>
    public DataType Type => type;

    /// <summary>The shape that every value has, where the graph says one.</summary>
    public Shape? DeclaredShape { get; init; }

    /// <summary>Who pays for the values that it is restored with, or null for values that nobody counts.</summary>
    public MemoryBudget? Budget { get; init; }

    /// <summary>Held while a new value is computed from the old one.</summary>
    public Lock Writing { get; } = new();

    /// <summary>Whether it has a value, in memory or in a file.</summary>
    public bool HasValue => _value is not null;

    /// <summary>The value in memory, or null before the first is assigned and after it was let go of.</summary>
    public Tensor? Value
    {
        get => _value as Tensor;
        set => _value = value;
    }

    /// <summary>The shape of the value, in memory or in a file; null when there is none.</summary>
    public Shape? ValueShape => _value switch
    {
        Tensor tensor => tensor.Shape,
        StoredValue stored => stored.Shape,
        _ => null,
    };

    /// <summary>Whether signatures of a loaded model write it: if none does, it is the same in all calls.</summary>
    public bool IsWritten => Volatile.Read(ref _writers) > 0;

    /// <summary>Whether signatures of a loaded model look at it while they run.</summary>
    public bool IsReached => Volatile.Read(ref _readers) > 0;

    /// <summary>The value.</summary>
    /// <exception cref="OperationException">None was assigned, or it was let go of and cannot be read again.</exception>
    public Tensor Read() => _value switch
    {
        Tensor tensor => tensor,
        StoredValue stored => stored.Read(name),
        _ => throw new OperationException(
            ModelErrorCode.FailedPrecondition, $"The variable '{name}' has no value: nothing in the model's files or its initialisation gives it one. Export the model again with its variables."),
    };

    /// <summary>Lets go of the value where it can be read again. For variables that no call looks at.</summary>
    public void LetGo()
    {
        lock (Writing)
        {
            if (_value is Tensor { Source: { } source } value)
            {
                _value = new StoredValue(source, value.Type, value.Shape);
            }
        }
    }

    /// <summary>Brings a value that was let go of back into memory, for calls to look at.</summary>
    /// <exception cref="OperationException">It cannot be read again.</exception>
    public void Load()
    {
        lock (Writing)
        {
            if (_value is StoredValue stored)
            {
                _value = stored.Read(name);
            }
        }
    }

    /// <summary>Another variable with the same value.</summary>
    public Variable Copy() => new(name, type) { DeclaredShape = DeclaredShape, Budget = Budget, _value = _value };

    /// <summary>Says that signatures of one more loaded model write it.</summary>
    public void AddWriter() => Interlocked.Increment(ref _writers);

    /// <summary>Says that signatures of one loaded model less write it.</summary>
    public void RemoveWriter() => Interlocked.Decrement(ref _writers);

    /// <summary>Says that one more signature looks at it while it runs.</summary>
    public void AddReader() => Interlocked.Increment(ref _readers);

    /// <summary>Says that one signature less looks at it while it runs.</summary>
    public void RemoveReader() => Interlocked.Decrement(ref _readers);

    public override string ToString() => $"{name} ({_value?.ToString() ?? type.ToWord()})";

    /// <summary>A value that is not in memory.</summary>
    private sealed class StoredValue(ElementSource source, DataType type, Shape shape)
    {
        public Shape Shape => shape;

        public Tensor Read(string variable)
        {
            try
            {
                return Tensor.OverShared(type, shape, source.Read());
            }
            catch (OperationException exception)
            {
                throw new OperationException(exception.Code, $"The variable '{variable}' has to be read again: {exception.Message}");
            }
        }

        public override string ToString() => $"{type.ToWord()} {shape}, stored";
    }
}
