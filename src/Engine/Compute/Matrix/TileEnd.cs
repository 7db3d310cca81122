using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>What happens to a row of a tile once it is summed, and how rows are read and written whose last vector is not whole.</summary>
/// <typeparam name="TSimd">The vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TColumns">The vectors of a row: one or two.</typeparam>
internal static unsafe class TileEnd<TSimd, TVector, T, TColumns>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
    where TColumns : struct, ITileCount
{
    /// <summary>Reads a vector of a row.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">Which vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(Tile<T>* tile, T* row, int column) =>
        column < TColumns.Count - 1 || tile->LastCount == 0 ? TSimd.Load(row + (column * TSimd.Lanes)) : TSimd.LoadFirst(row + (column * TSimd.Lanes), tile->LastCount);

    /// <summary>Writes a row whose last vector is not whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(T* target, TVector left, TVector right, int lastCount)
    {
        if (TColumns.Count > 1)
        {
            TSimd.Store(target, left);
            TSimd.StoreFirst(target + TSimd.Lanes, right, lastCount);
        }
        else
        {
            TSimd.StoreFirst(target, left, lastCount);
        }
    }

    /// <summary>Adds to a row of sums what is due, keeps it in its limits and writes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finish(Tile<T>* tile, int row, TVector left, TVector right)
    {
        if (tile->Bias is not null)
        {
            left = TSimd.Add(left, Load(tile, tile->Bias, 0));
            right = TColumns.Count > 1 ? TSimd.Add(right, Load(tile, tile->Bias, 1)) : right;
        }

        if (tile->Addend is not null)
        {
            T* addend = tile->Addend + (row * tile->AddendRow);
            left = TSimd.Add(left, Load(tile, addend, 0));
            right = TColumns.Count > 1 ? TSimd.Add(right, Load(tile, addend, 1)) : right;
        }

        if (tile->IsClamped)
        {
            TVector low = TSimd.Broadcast(tile->Low), high = TSimd.Broadcast(tile->High);
            left = TSimd.Min(high, TSimd.Max(low, left));
            right = TSimd.Min(high, TSimd.Max(low, right));
        }

        T* target = tile->C + (row * tile->CRow);
        if (tile->LastCount != 0)
        {
            StoreFirst(target, left, right, tile->LastCount);
            return;
        }

        TSimd.Store(target, left);
        if (TColumns.Count > 1)
        {
            TSimd.Store(target + TSimd.Lanes, right);
        }
    }
}
