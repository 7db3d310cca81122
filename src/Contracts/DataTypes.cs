using System.Globalization;

namespace TypedModels;

/// <summary>The words that contracts, messages and documentation use for element types: TensorFlow's own, in lower case.</summary>
public static class DataTypes
{
    private const string UnknownPrefix = "dtype";

    private static readonly string[] s_words =
    [
        "invalid", "float", "double", "int32", "uint8", "int16", "int8", "string", "complex64", "int64", "bool",
        "qint8", "quint8", "qint32", "bfloat16", "qint16", "quint16", "uint16", "complex128", "half", "resource",
        "variant", "uint32", "uint64", "float8_e5m2", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e4m3b11fnuz",
        "float8_e5m2fnuz", "int4", "uint4", "int2", "uint2", "float4_e2m1fn",
    ];

    private static readonly Dictionary<string, DataType> s_types = CreateIndex();

    /// <summary>The word for <paramref name="type"/>, such as <c>float</c>; <c>dtype77</c> for a number without a word.</summary>
    public static string ToWord(this DataType type) =>
        (uint)type < (uint)s_words.Length ? s_words[(int)type] : UnknownPrefix + ((int)type).ToString(CultureInfo.InvariantCulture);

    /// <summary>Finds the type that <paramref name="word"/>, as <see cref="ToWord"/> gives it, stands for.</summary>
    public static bool TryParse(string word, out DataType type)
    {
        if (s_types.TryGetValue(word, out type))
        {
            return true;
        }

        bool isNumber = word.StartsWith(UnknownPrefix, StringComparison.Ordinal);
        isNumber &= int.TryParse(isNumber ? word.Substring(UnknownPrefix.Length) : "", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        type = (DataType)number;
        return isNumber;
    }

    /// <summary>
    /// Bytes an element takes in a tensor on the host; 0 for types without a fixed size (string, resource, variant) and for unknown numbers.
    /// Types narrower than a byte take a whole one there.
    /// </summary>
    public static int SizeOf(DataType type) => type switch
    {
        DataType.Complex128 => 16,
        DataType.Double or DataType.Int64 or DataType.UInt64 or DataType.Complex64 => 8,
        DataType.Float or DataType.Int32 or DataType.UInt32 or DataType.QInt32 => 4,
        DataType.Int16 or DataType.UInt16 or DataType.Half or DataType.BFloat16 or DataType.QInt16 or DataType.QUInt16 => 2,
        DataType.Invalid or DataType.String or DataType.Resource or DataType.Variant => 0,
        _ => (uint)type < (uint)s_words.Length ? 1 : 0,
    };

    private static Dictionary<string, DataType> CreateIndex()
    {
        var index = new Dictionary<string, DataType>(s_words.Length, StringComparer.Ordinal);
        for (int number = 0; number < s_words.Length; number++)
        {
            index.Add(s_words[number], (DataType)number);
        }

        return index;
    }
}
