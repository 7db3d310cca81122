using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Looks at bytes as numbers of a type.</summary>
internal static class NumberElements
{
    /// <summary>Does work on the elements of a type. bfloat16 is computed in float and rounded; a complex number is two.</summary>
    /// <exception cref="OperationException">The elements are not numbers.</exception>
    public static void Run<TWork>(DataType type, Span<byte> elements, TWork work)
        where TWork : INumberWork
    {
        switch (type)
        {
            case DataType.Float or DataType.Complex64:
                work.Run(MemoryMarshal.Cast<byte, float>(elements));
                break;
            case DataType.Double or DataType.Complex128:
                work.Run(MemoryMarshal.Cast<byte, double>(elements));
                break;
            case DataType.Half:
                work.Run(MemoryMarshal.Cast<byte, Half>(elements));
                break;
            case DataType.BFloat16:
                RunWidened(MemoryMarshal.Cast<byte, BFloat16>(elements), work);
                break;
            case DataType.Int8 or DataType.QInt8:
                work.Run(MemoryMarshal.Cast<byte, sbyte>(elements));
                break;
            case DataType.UInt8 or DataType.QUInt8 or DataType.Bool:
                work.Run(elements);
                break;
            case DataType.Int16 or DataType.QInt16:
                work.Run(MemoryMarshal.Cast<byte, short>(elements));
                break;
            case DataType.UInt16 or DataType.QUInt16:
                work.Run(MemoryMarshal.Cast<byte, ushort>(elements));
                break;
            case DataType.Int32 or DataType.QInt32:
                work.Run(MemoryMarshal.Cast<byte, int>(elements));
                break;
            case DataType.UInt32:
                work.Run(MemoryMarshal.Cast<byte, uint>(elements));
                break;
            case DataType.Int64:
                work.Run(MemoryMarshal.Cast<byte, long>(elements));
                break;
            case DataType.UInt64:
                work.Run(MemoryMarshal.Cast<byte, ulong>(elements));
                break;
            default:
                throw OperationException.Unimplemented($"A variable of {type.ToWord()} cannot be changed in part.");
        }
    }

    /// <summary>The elements of a value as the work sees them.</summary>
    public static ReadOnlySpan<T> Of<T>(Tensor tensor)
        where T : unmanaged
    {
        if (tensor.Type != DataType.BFloat16 || typeof(T) != typeof(float))
        {
            return MemoryMarshal.Cast<byte, T>(tensor.Bytes);
        }

        float[] wide = Array.ConvertAll(tensor.Span<BFloat16>().ToArray(), element => (float)element);
        return MemoryMarshal.Cast<float, T>(wide);
    }

    private static void RunWidened<TWork>(Span<BFloat16> elements, TWork work)
        where TWork : INumberWork
    {
        float[] wide = Array.ConvertAll(elements.ToArray(), element => (float)element);
        work.Run(wide.AsSpan());
        for (int i = 0; i < wide.Length; i++)
        {
            elements[i] = (BFloat16)wide[i];
        }
    }
}
