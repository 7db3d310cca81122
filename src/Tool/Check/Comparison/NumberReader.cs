using System.Buffers.Binary;
using System.Numerics;

namespace TypedModels.Tool.Check.Comparison;

/// <summary>Reads elements of numeric tensors as numbers wide enough for every type.</summary>
internal static class NumberReader
{
    /// <summary>Whether elements of <paramref name="type"/> are floating-point numbers, real or complex.</summary>
    public static bool IsFloatingPoint(DataType type) => type
        is DataType.Float or DataType.Double or DataType.Half or DataType.BFloat16 or DataType.Complex64 or DataType.Complex128;

    /// <summary>A floating-point element; the imaginary part of a real one is 0.</summary>
    public static Complex Floating(DataType type, ReadOnlySpan<byte> elements, int index)
    {
        int size = DataTypes.SizeOf(type);
        var element = elements.Slice(index * size, size);
        return type switch
        {
            DataType.Float => BinaryPrimitives.ReadSingleLittleEndian(element),
            DataType.Double => BinaryPrimitives.ReadDoubleLittleEndian(element),
            DataType.Half => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
            DataType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
            DataType.Complex64 => new Complex(BinaryPrimitives.ReadSingleLittleEndian(element), BinaryPrimitives.ReadSingleLittleEndian(element[4..])),
            DataType.Complex128 => new Complex(BinaryPrimitives.ReadDoubleLittleEndian(element), BinaryPrimitives.ReadDoubleLittleEndian(element[8..])),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "is not a floating-point type"),
        };
    }

    /// <summary>An integer element. Types without arithmetic of their own (quantised, narrower than a byte, 8-bit floating-point) give their bits.</summary>
    public static Int128 Integer(DataType type, ReadOnlySpan<byte> elements, int index)
    {
        int size = DataTypes.SizeOf(type);
        var element = elements.Slice(index * size, size);
        return type switch
        {
            DataType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
            DataType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
            DataType.Int32 or DataType.QInt32 => BinaryPrimitives.ReadInt32LittleEndian(element),
            DataType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
            DataType.Int16 or DataType.QInt16 => BinaryPrimitives.ReadInt16LittleEndian(element),
            DataType.UInt16 or DataType.QUInt16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
            DataType.Int8 or DataType.QInt8 => (sbyte)element[0],
            _ => element[0],
        };
    }
}
