namespace TypedModels;

/// <summary>One callable of a model.</summary>
public sealed record SignatureContract
{
    /// <summary>The key under which the model exports it, such as <c>serving_default</c>.</summary>
    public required string Key { get; init; }

    /// <summary>TensorFlow's name for the kind of call, such as <c>tensorflow/serving/predict</c>; empty when the model gives none.</summary>
    public string MethodName { get; init; } = "";

    /// <summary>The inputs: those without a default first, then those with one, each group in ordinal order of its keys.</summary>
    public ValueList<ArgumentContract> Inputs { get; init; }

    /// <summary>The outputs, in ordinal order of their keys.</summary>
    public ValueList<ArgumentContract> Outputs { get; init; }

    /// <summary>The key of the signature that this one is an exact alias of, or null.</summary>
    public string? AliasOf { get; init; }

    /// <summary>The operations it reaches that change the model's state (variables, tables, random generators), in ordinal order; empty when calls leave no trace.</summary>
    public ValueList<string> StateChanges { get; init; }

    /// <summary>Whether the code declares it, with <c>[TfSignature]</c>, and not the model: its arguments name tensors of the graph.</summary>
    public bool IsDeclared => Inputs.Concat(Outputs).Any(argument => argument.Tensor is not null);
}
