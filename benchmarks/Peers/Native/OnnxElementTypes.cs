namespace TypedModels.Benchmarks;

/// <summary>The numbers that ONNX has for types of elements.</summary>
internal static class OnnxElementTypes
{
    private static readonly DataType[] s_types =
    [
        DataType.Invalid, DataType.Float, DataType.UInt8, DataType.Int8, DataType.UInt16, DataType.Int16, DataType.Int32, DataType.Int64, DataType.String,
        DataType.Bool, DataType.Half, DataType.Double, DataType.UInt32, DataType.UInt64,
    ];

    /// <summary>The type behind ONNX's number; <see cref="DataType.Invalid"/> for one that is not known here.</summary>
    public static DataType Of(int number) => (uint)number < (uint)s_types.Length ? s_types[number] : DataType.Invalid;

    /// <summary>ONNX's number of a type.</summary>
    public static int NumberOf(DataType type) => Array.IndexOf(s_types, type) is > 0 and var number ? number : throw new InvalidOperationException($"ONNX has no number for {type.ToWord()}.");
}
