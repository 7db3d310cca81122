using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TypedModels.Engine.Kernels.Elementwise;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Conversions between the numbers that .NET computes with, as C makes them on x86.</summary>
internal static unsafe class NumberConversions
{
    private const double Nanoseconds = 0.7;
    private const int ChunkLength = 512;

    /// <summary>The function that converts runs of elements.</summary>
    public static ElementFunction Of(DataType from, DataType to) => from switch
    {
        DataType.Float => FromFloat<float>(to),
        DataType.Double => FromFloat<double>(to),
        DataType.Int8 => FromInteger<sbyte>(to),
        DataType.Int16 => FromInteger<short>(to),
        DataType.Int32 => FromInteger<int>(to),
        DataType.Int64 => FromInteger<long>(to),
        DataType.UInt8 => FromInteger<byte>(to),
        DataType.UInt16 => FromInteger<ushort>(to),
        DataType.UInt32 => FromInteger<uint>(to),
        DataType.UInt64 => FromInteger<ulong>(to),
        _ => throw Unknown(from),
    };

    private static ElementFunction FromInteger<T>(DataType to)
        where T : unmanaged, IBinaryInteger<T> => to switch
        {
            DataType.Float => new(&Convert<T, float>, Nanoseconds),
            DataType.Double => new(&Convert<T, double>, Nanoseconds),
            DataType.Int8 => new(&Convert<T, sbyte>, Nanoseconds),
            DataType.Int16 => new(&Convert<T, short>, Nanoseconds),
            DataType.Int32 => new(&Convert<T, int>, Nanoseconds),
            DataType.Int64 => new(&Convert<T, long>, Nanoseconds),
            DataType.UInt8 => new(&Convert<T, byte>, Nanoseconds),
            DataType.UInt16 => new(&Convert<T, ushort>, Nanoseconds),
            DataType.UInt32 => new(&Convert<T, uint>, Nanoseconds),
            DataType.UInt64 => new(&Convert<T, ulong>, Nanoseconds),
            _ => throw Unknown(to),
        };

    private static ElementFunction FromFloat<T>(DataType to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => to switch
        {
            DataType.Float => new(&Convert<T, float>, Nanoseconds),
            DataType.Double => new(&Convert<T, double>, Nanoseconds),
            DataType.Int8 => new(&Truncate<T, sbyte>, Nanoseconds),
            DataType.Int16 => new(&Truncate<T, short>, Nanoseconds),
            DataType.Int32 => new(&Truncate<T, int>, Nanoseconds),
            DataType.Int64 => new(&TruncateLong<T, long>, Nanoseconds),
            DataType.UInt8 => new(&Truncate<T, byte>, Nanoseconds),
            DataType.UInt16 => new(&Truncate<T, ushort>, Nanoseconds),
            DataType.UInt32 => new(&TruncateLong<T, uint>, Nanoseconds),
            DataType.UInt64 => new(&TruncateUnsigned<T>, Nanoseconds),
            _ => throw Unknown(to),
        };

    private static void Convert<T, TResult>(void** x, void* y, int count)
        where T : unmanaged, INumber<T>
        where TResult : unmanaged, INumber<TResult> =>
        TensorPrimitives.ConvertTruncating(new ReadOnlySpan<T>(x[0], count), new Span<TResult>(y, count));

    // What is too large for C to say gives the machine's "indefinite" integer, of which a shorter one is the lower bits.
    private static void Truncate<T, TResult>(void** x, void* y, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        Span<int> chunk = stackalloc int[ChunkLength];
        for (int start = 0; start < count; start += ChunkLength)
        {
            var values = new ReadOnlySpan<T>((T*)x[0] + start, Math.Min(ChunkLength, count - start));
            var result = new Span<TResult>((TResult*)y + start, values.Length);
            if (typeof(T) == typeof(float))
            {
                Truncate(MemoryMarshal.Cast<T, float>(values), chunk);
            }
            else
            {
                for (int i = 0; i < values.Length; i++)
                {
                    // Numbers just below the least integer are cut off to it.
                    double value = double.CreateTruncating(values[i]);
                    chunk[i] = value < -(double)int.MinValue && value > int.MinValue - 1.0 ? (int)value : int.MinValue;
                }
            }

            TensorPrimitives.ConvertTruncating(chunk[..values.Length], result);
        }
    }

    private static void Truncate(ReadOnlySpan<float> values, Span<int> result)
    {
        const float End = -(float)int.MinValue;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);
            var fits = Vector.LessThan(value, Vector.Create(End)) & Vector.GreaterThanOrEqual(value, Vector.Create(-End));
            Vector.ConditionalSelect(fits, Vector.ConvertToInt32(value), Vector.Create(int.MinValue)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            result[i] = values[i] < End && values[i] >= -End ? (int)values[i] : int.MinValue;
        }
    }

    private static void TruncateLong<T, TResult>(void** x, void* y, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TResult : unmanaged, IBinaryInteger<TResult>
    {
        for (int i = 0; i < count; i++)
        {
            ((TResult*)y)[i] = TResult.CreateTruncating(Truncate(((T*)x[0])[i]));
        }
    }

    private static void TruncateUnsigned<T>(void** x, void* y, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = -T.CreateTruncating(long.MinValue);
        for (int i = 0; i < count; i++)
        {
            T value = ((T*)x[0])[i];
            ((ulong*)y)[i] = value >= half ? (ulong)Truncate(value - half) ^ (1UL << 63) : (ulong)Truncate(value);
        }
    }

    private static long Truncate<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T least = T.CreateTruncating(long.MinValue);
        return value >= least && value < -least ? long.CreateTruncating(value) : long.MinValue;
    }

    private static OperationException Unknown(DataType type) => KernelNode.Unsupported($"Elements of {type.ToWord()} cannot be converted.");
}
