namespace TypedModels.Generator.Parsing;

/// <summary>The C# types that hold TensorFlow's elements.</summary>
internal static class ElementTypes
{
    /// <summary>The type, with its full name; null when .NET has none.</summary>
    public static string? Find(DataType type) => type switch
    {
        DataType.Float => "float",
        DataType.Double => "double",
        DataType.Int8 or DataType.QInt8 => "sbyte",
        DataType.UInt8 or DataType.QUInt8 => "byte",
        DataType.Int16 or DataType.QInt16 => "short",
        DataType.UInt16 or DataType.QUInt16 => "ushort",
        DataType.Int32 or DataType.QInt32 => "int",
        DataType.UInt32 => "uint",
        DataType.Int64 => "long",
        DataType.UInt64 => "ulong",
        DataType.Bool => "bool",
        DataType.Half => "global::System.Half",
        DataType.BFloat16 => "global::TypedModels.BFloat16",
        DataType.Complex64 => "global::TypedModels.Complex64",
        DataType.Complex128 => "global::System.Numerics.Complex",
        DataType.String => "global::TypedModels.TensorString",
        _ => null,
    };

    /// <summary>Why there is no type for <paramref name="type"/>.</summary>
    public static string WhyUnsupported(DataType type) => type switch
    {
        DataType.Resource => "a handle that has no meaning outside of the graph",
        DataType.Variant => "a value of a type that only the graph knows",
        DataType.Int4 or DataType.UInt4 or DataType.Int2 or DataType.UInt2 or DataType.Float4E2M1FN => "which has elements of less than a byte",
        >= DataType.Float8E5M2 and <= DataType.Float8E5M2FNUZ => "for which .NET has no type",
        _ => "which this version of TypedModels does not know",
    };
}
