using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Multiplies or divides rows of complex numbers, whose parts do not go apart as those of a sum do.</summary>
internal static class ComplexRows
{
    /// <summary>Changes rows in place; complex64 is computed in double and rounded.</summary>
    public static void Change(DataType type, Span<byte> elements, Tensor updates, ReadOnlySpan<int> places, int length, bool isDivided)
    {
        int size = DataTypes.SizeOf(type);
        var given = updates.Bytes;
        bool isSame = updates.Rank == 0;
        for (int i = 0; i < places.Length * length; i++)
        {
            var place = elements.Slice(((places[i / length] * length) + (i % length)) * size, size);
            var update = Read(type, given.Slice((isSame ? 0 : i) * size, size));
            var before = Read(type, place);
            Write(type, place, isDivided ? before / update : before * update);
        }
    }

    private static Complex Read(DataType type, ReadOnlySpan<byte> bytes) => type == DataType.Complex64
        ? new Complex(MemoryMarshal.Read<float>(bytes), MemoryMarshal.Read<float>(bytes[sizeof(float)..]))
        : MemoryMarshal.Read<Complex>(bytes);

    private static void Write(DataType type, Span<byte> bytes, Complex value)
    {
        if (type == DataType.Complex128)
        {
            MemoryMarshal.Write(bytes, value);
            return;
        }

        MemoryMarshal.Write(bytes, (float)value.Real);
        MemoryMarshal.Write(bytes[sizeof(float)..], (float)value.Imaginary);
    }
}
