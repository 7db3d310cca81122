using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TypedModels.Formats.Hdf5;

/// <summary>Puts stored elements into the form that this machine has them in.</summary>
internal static class ElementBytes
{
    /// <summary>Turns elements round that are stored with their highest byte first, and makes one of every truth value but 0.</summary>
    public static void ToMachine(Span<byte> elements, Hdf5Type type)
    {
        if (type.DataType == DataType.Bool)
        {
            Normalise(elements);
        }
        else if (type.IsBigEndian)
        {
            Reverse(elements, type.Size);
        }
    }

    private static void Reverse(Span<byte> elements, int size)
    {
        switch (size)
        {
            case 1:
                break;
            case 2:
                foreach (ref ushort element in MemoryMarshal.Cast<byte, ushort>(elements))
                {
                    element = BinaryPrimitives.ReverseEndianness(element);
                }

                break;
            case 4:
                foreach (ref uint element in MemoryMarshal.Cast<byte, uint>(elements))
                {
                    element = BinaryPrimitives.ReverseEndianness(element);
                }

                break;
            default:
                foreach (ref ulong element in MemoryMarshal.Cast<byte, ulong>(elements))
                {
                    element = BinaryPrimitives.ReverseEndianness(element);
                }

                break;
        }
    }

    // .NET, as C++, knows of no further truth values.
    private static void Normalise(Span<byte> elements)
    {
        foreach (ref byte element in elements)
        {
            element = element != 0 ? (byte)1 : (byte)0;
        }
    }
}
