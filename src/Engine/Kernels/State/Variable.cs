using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>
/// A variable of a loaded model. Its value is a shared tensor that never changes: writing puts another in its place. A value that was read from a checkpoint need not stay in
/// memory: <see cref="Read"/> reads it again. Any number of threads.
/// </summary>
/// <param name="name">The variable's name.</param>
/// <param name="type">The type of its elements.</param>
internal sealed class Variable(string name, DataType type)
{
    private volatile Tensor? _value;
    private volatile StoredValue? _stored;

    /// <summary>The variable's name.</summary>
    public string Name => name;

    /// <summary>The type of its elements.</summary>
    public DataType Type => type;

    /// <summary>The shape that every value has, where the graph says one.</summary>
    public Shape? DeclaredShape { get; init; }

    /// <summary>Held while a new value is computed from the old one.</summary>
    public Lock Writing { get; } = new();

    /// <summary>Whether it has a value, in memory or in a checkpoint.</summary>
    public bool HasValue => _value is not null || _stored is not null;

    /// <summary>The value in memory, or null before the first is assigned and after it was let go of.</summary>
    public Tensor? Value
    {
        get => _value;
        set
        {
            _value = value;
            _stored = null;
        }
    }

    /// <summary>The value.</summary>
    /// <exception cref="OperationException">None was assigned, or it was let go of and cannot be read again.</exception>
    public Tensor Read() =>
        _value ?? _stored?.Read(name) ?? throw new OperationException(
            ModelErrorCode.FailedPrecondition, $"The variable '{name}' has no value: nothing in the model's files or its initialisation gives it one. Export the model again with its variables.");

    /// <summary>Lets go of the value where it can be read again. For variables that nobody writes any more.</summary>
    public void LetGo()
    {
        if (_value is { Source: { } source } value)
        {
            _stored = new StoredValue(source, value.Type, value.Shape);
            _value = null;
        }
    }

    public override string ToString() => $"{name} ({_value?.ToString() ?? type.ToWord()})";

    /// <summary>A value that is not in memory.</summary>
    private sealed class StoredValue(ElementSource source, DataType type, Shape shape)
    {
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
    }
}
