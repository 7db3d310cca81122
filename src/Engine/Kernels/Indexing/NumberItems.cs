using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>Rows of numbers.</summary>
/// <param name="numbers">The numbers.</param>
/// <param name="length">How many a row has.</param>
internal readonly unsafe struct NumberItems<T>(T* numbers, int length) : IItems
    where T : unmanaged, INumberBase<T>
{
    public uint Hash(int item)
    {
        ulong hash = 0;
        for (int i = 0; i < length; i++)
        {
            // Zero equals minus zero.
            T number = numbers[((long)item * length) + i];
            hash = BitOperations.RotateLeft(hash, 5) ^ (T.IsZero(number) ? 0 : Bits(number));
            hash *= 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32);
    }

    public bool AreEqual(int left, int right)
    {
        for (int i = 0; i < length; i++)
        {
            if (numbers[((long)left * length) + i] != numbers[((long)right * length) + i])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Bits(T number)
    {
        ulong bits = 0;
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref number), Math.Min(sizeof(T), sizeof(ulong))).CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref bits)));
        return sizeof(T) <= sizeof(ulong) ? bits : bits ^ BitOperations.RotateLeft(Unsafe.As<byte, ulong>(ref Unsafe.Add(ref Unsafe.As<T, byte>(ref number), sizeof(ulong))), 17);
    }
}
