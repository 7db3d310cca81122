using System.Numerics;
using System.Runtime.CompilerServices;

namespace TypedModels.Runtime.Shapes;

/// <summary>Which .NET type carries the elements of which TensorFlow type.</summary>
internal static class ElementType
{
    /// <summary>Whether <typeparamref name="T"/> carries the elements of <paramref name="type"/>. Folds to one comparison where <typeparamref name="T"/> is known to the JIT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Carries<T>(DataType type)
    {
        if (typeof(T) == typeof(float))
        {
            return type == DataType.Float;
        }

        if (typeof(T) == typeof(byte))
        {
            return type is DataType.UInt8 or DataType.QUInt8;
        }

        if (typeof(T) == typeof(int))
        {
            return type is DataType.Int32 or DataType.QInt32;
        }

        return CarriesRarely<T>(type);
    }

    private static bool CarriesRarely<T>(DataType type) => type switch
    {
        DataType.Double => typeof(T) == typeof(double),
        DataType.Int64 => typeof(T) == typeof(long),
        DataType.UInt64 => typeof(T) == typeof(ulong),
        DataType.UInt32 => typeof(T) == typeof(uint),
        DataType.Int16 or DataType.QInt16 => typeof(T) == typeof(short),
        DataType.UInt16 or DataType.QUInt16 => typeof(T) == typeof(ushort),
        DataType.Int8 or DataType.QInt8 => typeof(T) == typeof(sbyte),
        DataType.Bool => typeof(T) == typeof(bool),
        DataType.Half => typeof(T) == typeof(Half),
        DataType.BFloat16 => typeof(T) == typeof(BFloat16),
        DataType.Complex64 => typeof(T) == typeof(Complex64),
        DataType.Complex128 => typeof(T) == typeof(Complex),
        DataType.String => typeof(T) == typeof(TensorString),
        _ => false,
    };
}
