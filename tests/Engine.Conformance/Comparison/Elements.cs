using System.Runtime.InteropServices;
using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>The elements of a tensor as numbers to compare; a complex element is two.</summary>
internal static class Elements
{
    /// <summary>The numbers of a floating-point or complex tensor.</summary>
    public static double[] Read(Value value) => value.Type switch
    {
        DataType.Float or DataType.Complex64 => Convert<float>(value, number => number),
        DataType.Double or DataType.Complex128 => Convert<double>(value, number => number),
        DataType.Half => Convert<Half>(value, number => (double)number),
        DataType.BFloat16 => Convert<ushort>(value, bits => new BFloat16(bits)),
        DataType.Int8 or DataType.QInt8 => Convert<sbyte>(value, number => number),
        DataType.Int16 or DataType.QInt16 => Convert<short>(value, number => number),
        DataType.Int32 or DataType.QInt32 => Convert<int>(value, number => number),
        DataType.Int64 => Convert<long>(value, number => number),
        DataType.UInt16 or DataType.QUInt16 => Convert<ushort>(value, number => number),
        DataType.UInt32 => Convert<uint>(value, number => number),
        DataType.UInt64 => Convert<ulong>(value, number => number),
        _ => Convert<byte>(value, number => number),
    };

    private static double[] Convert<T>(Value value, Func<T, double> convert)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(value.Bytes);
        double[] numbers = new double[elements.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = convert(elements[i]);
        }

        return numbers;
    }
}
