namespace TypedModels.Formats.TextFormat;

/// <summary>The enumerations of TensorFlow's graphs: the number of a value by its name.</summary>
internal static class TextEnumerations
{
    private const string ReferenceEnd = "_REF";

    // Each at its number (tensorflow/core/framework/types.proto).
    private static readonly string[] s_dataTypes =
    [
        "DT_INVALID", "DT_FLOAT", "DT_DOUBLE", "DT_INT32", "DT_UINT8", "DT_INT16", "DT_INT8", "DT_STRING", "DT_COMPLEX64", "DT_INT64", "DT_BOOL", "DT_QINT8", "DT_QUINT8", "DT_QINT32",
        "DT_BFLOAT16", "DT_QINT16", "DT_QUINT16", "DT_UINT16", "DT_COMPLEX128", "DT_HALF", "DT_RESOURCE", "DT_VARIANT", "DT_UINT32", "DT_UINT64", "DT_FLOAT8_E5M2", "DT_FLOAT8_E4M3FN",
        "DT_FLOAT8_E4M3FNUZ", "DT_FLOAT8_E4M3B11FNUZ", "DT_FLOAT8_E5M2FNUZ", "DT_INT4", "DT_UINT4", "DT_INT2", "DT_UINT2", "DT_FLOAT4_E2M1FN",
    ];

    private static readonly string[] s_checkpointFormats = ["LEGACY", "V1", "V2"];

    private static readonly string[] s_typeSpecClasses =
    [
        "UNKNOWN", "SPARSE_TENSOR_SPEC", "INDEXED_SLICES_SPEC", "RAGGED_TENSOR_SPEC", "TENSOR_ARRAY_SPEC", "DATA_DATASET_SPEC", "DATA_ITERATOR_SPEC", "OPTIONAL_SPEC", "PER_REPLICA_SPEC",
        "VARIABLE_SPEC", "ROW_PARTITION_SPEC", "", "REGISTERED_TYPE_SPEC", "EXTENSION_TYPE_SPEC",
    ];

    /// <summary>The number of a value, or null when the enumeration has none of that name.</summary>
    public static int? Find(string enumeration, string name) => enumeration switch
    {
        nameof(DataType) => FindDataType(name),
        "CheckpointFormatVersion" => IndexOf(s_checkpointFormats, name),
        _ => IndexOf(s_typeSpecClasses, name),
    };

    // A reference to a variable of a type has the type's number and 100 more.
    private static int? FindDataType(string name) =>
        IndexOf(s_dataTypes, name) ?? (name.EndsWith(ReferenceEnd, StringComparison.Ordinal)
            ? IndexOf(s_dataTypes, name.Substring(0, name.Length - ReferenceEnd.Length)) is > 0 and var type ? type + 100 : null
            : null);

    private static int? IndexOf(string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var index ? index : null;
}
