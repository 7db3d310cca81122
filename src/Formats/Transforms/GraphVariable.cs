namespace TypedModels.Formats.Transforms;

/// <summary>A variable of a graph.</summary>
/// <param name="Tensor">The tensor that is its handle (TensorFlow 2, <c>VarHandleOp</c>) or a reference to it (TensorFlow 1, <c>VariableV2</c>).</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="IsResource">Whether it has a handle.</param>
/// <param name="Device">Where its node wants to be; what reads and writes it must be there too.</param>
internal sealed record GraphVariable(string Tensor, DataType Type, bool IsResource, string Device = "")
{
    /// <summary>A node that gives the variable's value.</summary>
    public NodeWriter Reader(string name) => IsResource
        ? new NodeWriter(name, "ReadVariableOp").Input(Tensor).On(Device).With("dtype", AttributeWriter.Type(Type))
        : new NodeWriter(name, "Identity").Input(Tensor).On(Device).With("T", AttributeWriter.Type(Type));

    /// <summary>A node that sets the variable.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="value">The tensor to set it to.</param>
    public NodeWriter Writer(string name, string value) => IsResource
        ? new NodeWriter(name, "AssignVariableOp").Input(Tensor).Input(value).On(Device).With("dtype", AttributeWriter.Type(Type)).With("validate_shape", AttributeWriter.Bool(false))
        : new NodeWriter(name, "Assign").Input(Tensor).Input(value).On(Device).With("T", AttributeWriter.Type(Type))
            .With("validate_shape", AttributeWriter.Bool(true)).With("use_locking", AttributeWriter.Bool(false));
}
