using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Recurrent;

/// <summary>What the elementwise parts of recurrent layers share.</summary>
internal static unsafe class GateRows
{
    // Some twenty microseconds of sigmoids and tangents.
    private const int PieceElements = 4096;

    /// <summary>The rows that are worth a turn of a thread.</summary>
    public static int PieceLength(int size) => Math.Max(1, PieceElements / Math.Max(1, size));

    /// <summary>Reads a vector, or the elements that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TFloats, TVector>(float* source, int count)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged => count >= TFloats.Lanes ? TFloats.Load(source) : TFloats.LoadFirst(source, count);

    /// <summary>Writes a vector, or the elements that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TFloats, TVector>(float* target, TVector value, int count)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        if (count >= TFloats.Lanes)
        {
            TFloats.Store(target, value);
        }
        else
        {
            TFloats.StoreFirst(target, value, count);
        }
    }
}
