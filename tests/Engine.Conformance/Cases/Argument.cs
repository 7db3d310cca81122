namespace TypedModels.Engine.Conformance.Cases;

/// <summary>What is given for one input of an operation: tensors that are fed, or outputs of nodes before it; several where the input stands for several.</summary>
internal readonly struct Argument
{
    private Argument(IReadOnlyList<Value> values, IReadOnlyList<Output> outputs, bool isConstant = false)
    {
        IsConstant = isConstant;
        Values = values;
        Outputs = outputs;
    }

    /// <summary>Whether the tensors are part of the graph instead of being fed: some operations insist on it.</summary>
    public bool IsConstant { get; }

    /// <summary>The tensors to feed.</summary>
    public IReadOnlyList<Value> Values { get; }

    /// <summary>The outputs of other nodes; empty where tensors are fed.</summary>
    public IReadOnlyList<Output> Outputs { get; }

    /// <summary>A tensor that is part of the graph.</summary>
    public static Argument Constant(Value value) => new([value], [], isConstant: true);

    public static implicit operator Argument(Value value) => new([value], []);

    public static implicit operator Argument(Value[] values) => new(values, []);

    public static implicit operator Argument(Output output) => new([], [output]);

    public static implicit operator Argument(Output[] outputs) => new([], outputs);
}
