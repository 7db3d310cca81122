using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>A variable of a loaded model. Its value is a shared tensor that never changes: writing puts another in its place. Any number of threads.</summary>
/// <param name="name">The variable's name.</param>
/// <param name="type">The type of its elements.</param>
internal sealed class Variable(string name, DataType type)
{
    private volatile Tensor? _value;

    /// <summary>The variable's name.</summary>
    public string Name => name;

    /// <summary>The type of its elements.</summary>
    public DataType Type => type;

    /// <summary>The shape that every value has, where the graph says one.</summary>
    public Shape? DeclaredShape { get; init; }

    /// <summary>Held while a new value is computed from the old one.</summary>
    public Lock Writing { get; } = new();

    /// <summary>The value, or null before the first is assigned.</summary>
    public Tensor? Value
    {
        get => _value;
        set => _value = value;
    }

    /// <summary>The value.</summary>
    /// <exception cref="OperationException">None was assigned.</exception>
    public Tensor Read() =>
        _value ?? throw new OperationException(
            ModelErrorCode.FailedPrecondition, $"The variable '{name}' has no value: nothing in the model's files or its initialisation gives it one. Export the model again with its variables.");

    public override string ToString() => $"{name} ({_value?.ToString() ?? type.ToWord()})";
}
