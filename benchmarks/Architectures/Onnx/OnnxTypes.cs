namespace TypedModels.Architectures.Onnx;

/// <summary>The numbers of <c>TensorProto.DataType</c>.</summary>
internal static class OnnxTypes
{
    /// <summary>The number of a type.</summary>
    public static int Of(DataType type) => type switch
    {
        DataType.Float => 1,
        DataType.Int32 => 6,
        DataType.Int64 => 7,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The networks here have no such tensors."),
    };
}
