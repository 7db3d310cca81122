using System.Numerics;

namespace TypedModels.Engine.Kernels;

/// <summary>A set of element types, for the rows of <see cref="KernelTable"/>.</summary>
/// <param name="Bits">A bit for each type, by its number.</param>
internal readonly record struct DataTypeSet(ulong Bits)
{
    /// <summary>float and double.</summary>
    public static DataTypeSet Float { get; } = Of(DataType.Float, DataType.Double);

    /// <summary>half and bfloat16, which are computed in float.</summary>
    public static DataTypeSet NarrowFloat { get; } = Of(DataType.Half, DataType.BFloat16);

    /// <summary>The signed integers.</summary>
    public static DataTypeSet Signed { get; } = Of(DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64);

    /// <summary>The unsigned integers.</summary>
    public static DataTypeSet Unsigned { get; } = Of(DataType.UInt8, DataType.UInt16, DataType.UInt32, DataType.UInt64);

    /// <summary>All integers.</summary>
    public static DataTypeSet Integers { get; } = Signed | Unsigned;

    /// <summary>The complex numbers.</summary>
    public static DataTypeSet Complex { get; } = Of(DataType.Complex64, DataType.Complex128);

    /// <summary>int32 and int64, the types of most indices.</summary>
    public static DataTypeSet Index { get; } = Of(DataType.Int32, DataType.Int64);

    /// <summary>float, double and integers.</summary>
    public static DataTypeSet Real { get; } = Float | Integers;

    /// <summary>The stored integers of quantised numbers.</summary>
    public static DataTypeSet Quantised { get; } = Of(DataType.QInt8, DataType.QUInt8, DataType.QInt16, DataType.QUInt16, DataType.QInt32);

    /// <summary>Everything with elements of a fixed size.</summary>
    public static DataTypeSet FixedSize { get; } =
        Real | NarrowFloat | Complex | Quantised | Of(DataType.Bool, DataType.Float8E5M2, DataType.Float8E4M3FN, DataType.Int4, DataType.UInt4);

    /// <summary>Everything.</summary>
    public static DataTypeSet Any { get; } = FixedSize | Of(DataType.String, DataType.Resource, DataType.Variant);

    /// <summary>The types, in the order of their numbers.</summary>
    public IEnumerable<DataType> Types
    {
        get
        {
            for (ulong rest = Bits; rest != 0; rest &= rest - 1)
            {
                yield return (DataType)BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    /// <summary>A set of types.</summary>
    public static DataTypeSet Of(params ReadOnlySpan<DataType> types)
    {
        ulong bits = 0;
        foreach (var type in types)
        {
            bits |= 1UL << (int)type;
        }

        return new DataTypeSet(bits);
    }

    /// <summary>The types of both.</summary>
    public static DataTypeSet operator |(DataTypeSet left, DataTypeSet right) => new(left.Bits | right.Bits);

    /// <summary>The types of the left set that the right one does not have.</summary>
    public static DataTypeSet operator -(DataTypeSet left, DataTypeSet right) => new(left.Bits & ~right.Bits);

    /// <summary>Whether a type is among them.</summary>
    public bool Contains(DataType type) => (uint)type < 64 && (Bits >> (int)type & 1) != 0;
}
