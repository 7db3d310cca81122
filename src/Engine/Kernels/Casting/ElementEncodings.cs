using System.Numerics;
using System.Numerics.Tensors;
using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Decodes elements that .NET does not compute with, and encodes them.</summary>
internal static unsafe class ElementEncodings
{
    private const double Nanoseconds = 1;

    /// <summary>The function that decodes a type, or null where its elements are what they are decoded to.</summary>
    public static ElementFunction? Decoder(DataType from, DataType decoded) => (from, decoded) switch
    {
        (DataType.Half, _) => new(&FromHalf, Nanoseconds),
        (DataType.BFloat16, _) => new(&FromBFloat16, Nanoseconds),
        (DataType.Float8E5M2, _) => new(&FromFloat8E5M2, Nanoseconds),
        (DataType.Float8E4M3FN, _) => new(&FromFloat8E4M3FN, Nanoseconds),
        (DataType.Int4, _) => new(&ToInt4, Nanoseconds),
        (DataType.UInt4, _) => new(&ToUInt4, Nanoseconds),
        (DataType.Complex64, DataType.Complex128) => new(&WidenComplex, Nanoseconds),
        (DataType.Complex64, _) => new(&RealPart<float>, Nanoseconds),
        (DataType.Complex128, DataType.Double) => new(&RealPart<double>, Nanoseconds),
        _ => null,
    };

    /// <summary>The function that encodes a type, or null where its elements are what they are encoded from.</summary>
    public static ElementFunction? Encoder(DataType encoded, DataType to) => (encoded, to) switch
    {
        (_, DataType.Bool) => new(ToBool(encoded), Nanoseconds),
        (_, DataType.Half) => new(&ToHalf, Nanoseconds),
        (_, DataType.BFloat16) => new(&ToBFloat16, Nanoseconds),
        (_, DataType.Float8E5M2) => new(&ToFloat8E5M2, 5 * Nanoseconds),
        (_, DataType.Float8E4M3FN) => new(&ToFloat8E4M3FN, 5 * Nanoseconds),
        (_, DataType.Int4) => new(&ToInt4, Nanoseconds),
        (_, DataType.UInt4) => new(&ToUInt4, Nanoseconds),
        (DataType.Complex128, DataType.Complex64) => new(&NarrowComplex, Nanoseconds),
        (DataType.Float, DataType.Complex64) => new(&ToComplex<float>, Nanoseconds),
        (DataType.Double, DataType.Complex128) => new(&ToComplex<double>, Nanoseconds),
        _ => null,
    };

    private static delegate*<void**, void*, int, void> ToBool(DataType type) => type switch
    {
        DataType.Float => &IsNotZero<float>,
        DataType.Double => &IsNotZero<double>,
        DataType.Int8 or DataType.UInt8 => &IsNotZero<byte>,
        DataType.Int16 or DataType.UInt16 => &IsNotZero<short>,
        DataType.Int32 or DataType.UInt32 => &IsNotZero<int>,
        _ => &IsNotZero<long>,
    };

    private static void IsNotZero<T>(void** x, void* y, int count)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < count; i++)
        {
            ((bool*)y)[i] = ((T*)x[0])[i] != T.Zero;
        }
    }

    private static void FromHalf(void** x, void* y, int count) =>
        TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(x[0], count), new Span<float>(y, count));

    private static void ToHalf(void** x, void* y, int count) =>
        TensorPrimitives.ConvertToHalf(new ReadOnlySpan<float>(x[0], count), new Span<Half>(y, count));

    // A bfloat16 is the upper half of a float.
    private static void FromBFloat16(void** x, void* y, int count)
    {
        ushort* from = (ushort*)x[0];
        uint* to = (uint*)y;
        int i = 0;
        for (; i <= count - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Vector.Load(from + i), out var low, out var high);
            (low << 16).Store(to + i);
            (high << 16).Store(to + i + Vector<uint>.Count);
        }

        for (; i < count; i++)
        {
            to[i] = (uint)from[i] << 16;
        }
    }

    private static void ToBFloat16(void** x, void* y, int count)
    {
        uint* from = (uint*)x[0];
        ushort* to = (ushort*)y;
        int i = 0;
        for (; i <= count - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Narrow(UpperHalf(Vector.Load(from + i)), UpperHalf(Vector.Load(from + i + Vector<uint>.Count))).Store(to + i);
        }

        for (; i < count; i++)
        {
            to[i] = ((BFloat16)((float*)from)[i]).Bits;
        }
    }

    // To the nearest, ties to even; rounding could carry a NaN's fraction into the exponent, so that it is kept quiet instead.
    private static Vector<uint> UpperHalf(Vector<uint> bits)
    {
        var value = bits.As<uint, float>();
        var rounded = bits + Vector.Create(0x7FFFu) + ((bits >>> 16) & Vector<uint>.One);
        return Vector.ConditionalSelect(Vector.Equals(value, value).As<int, uint>(), rounded, bits | Vector.Create(0x0040_0000u)) >>> 16;
    }

    private static void FromFloat8E5M2(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((float*)y)[i] = Float8.FromE5M2(((byte*)x[0])[i]);
        }
    }

    private static void ToFloat8E5M2(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((byte*)y)[i] = Float8.ToE5M2(((float*)x[0])[i]);
        }
    }

    private static void FromFloat8E4M3FN(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((float*)y)[i] = Float8.FromE4M3FN(((byte*)x[0])[i]);
        }
    }

    private static void ToFloat8E4M3FN(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((byte*)y)[i] = Float8.ToE4M3FN(((float*)x[0])[i]);
        }
    }

    // Each takes a byte of its own; its upper half repeats the sign.
    private static void ToInt4(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((sbyte*)y)[i] = (sbyte)((sbyte)(((byte*)x[0])[i] << 4) >> 4);
        }
    }

    private static void ToUInt4(void** x, void* y, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ((byte*)y)[i] = (byte)(((byte*)x[0])[i] & 15);
        }
    }

    private static void WidenComplex(void** x, void* y, int count) =>
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<float>(x[0], 2 * count), new Span<double>(y, 2 * count));

    private static void NarrowComplex(void** x, void* y, int count) =>
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<double>(x[0], 2 * count), new Span<float>(y, 2 * count));

    private static void RealPart<T>(void** x, void* y, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[i] = ((T*)x[0])[2 * i];
        }
    }

    private static void ToComplex<T>(void** x, void* y, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            ((T*)y)[2 * i] = ((T*)x[0])[i];
            ((T*)y)[(2 * i) + 1] = default;
        }
    }
}
