namespace TypedModels;

/// <summary>The element types of TensorFlow, with TensorFlow's own numbers (<c>tensorflow/core/framework/types.proto</c>).</summary>
public enum DataType
{
    /// <summary>No type was given.</summary>
    Invalid = 0,

    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>64-bit floating point.</summary>
    Double = 2,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 3,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 4,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 6,

    /// <summary>A sequence of bytes of any length, often UTF-8 text.</summary>
    String = 7,

    /// <summary>Complex number of two 32-bit parts.</summary>
    Complex64 = 8,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 9,

    /// <summary>Boolean of one byte.</summary>
    Bool = 10,

    /// <summary>Quantised 8-bit signed integer; carried as its storage.</summary>
    QInt8 = 11,

    /// <summary>Quantised 8-bit unsigned integer; carried as its storage.</summary>
    QUInt8 = 12,

    /// <summary>Quantised 32-bit signed integer; carried as its storage.</summary>
    QInt32 = 13,

    /// <summary>16-bit floating point with the exponent of a 32-bit one.</summary>
    BFloat16 = 14,

    /// <summary>Quantised 16-bit signed integer; carried as its storage.</summary>
    QInt16 = 15,

    /// <summary>Quantised 16-bit unsigned integer; carried as its storage.</summary>
    QUInt16 = 16,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 17,

    /// <summary>Complex number of two 64-bit parts.</summary>
    Complex128 = 18,

    /// <summary>IEEE 754 16-bit floating point.</summary>
    Half = 19,

    /// <summary>A handle to a variable or table; cannot cross a signature.</summary>
    Resource = 20,

    /// <summary>A value of a type only the graph knows; cannot cross a signature.</summary>
    Variant = 21,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 22,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 23,

    /// <summary>8-bit floating point, 5 bits of exponent.</summary>
    Float8E5M2 = 24,

    /// <summary>8-bit floating point, 4 bits of exponent, finite.</summary>
    Float8E4M3FN = 25,

    /// <summary>8-bit floating point, 4 bits of exponent, finite, unsigned zero.</summary>
    Float8E4M3FNUZ = 26,

    /// <summary>8-bit floating point, 4 bits of exponent with bias 11, finite, unsigned zero.</summary>
    Float8E4M3B11FNUZ = 27,

    /// <summary>8-bit floating point, 5 bits of exponent, finite, unsigned zero.</summary>
    Float8E5M2FNUZ = 28,

    /// <summary>4-bit signed integer.</summary>
    Int4 = 29,

    /// <summary>4-bit unsigned integer.</summary>
    UInt4 = 30,

    /// <summary>2-bit signed integer.</summary>
    Int2 = 31,

    /// <summary>2-bit unsigned integer.</summary>
    UInt2 = 32,

    /// <summary>4-bit floating point.</summary>
    Float4E2M1FN = 33,
}
