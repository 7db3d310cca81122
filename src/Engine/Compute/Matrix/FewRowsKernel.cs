using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>The inner loop where a tile has two to four rows: two sums for each vector of the result, of every second product each, so that none waits for another.</summary>
/// <typeparam name="TSimd">The vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TRows">The rows of the tile.</typeparam>
/// <typeparam name="TColumns">The vectors of a row: one or two.</typeparam>
internal static unsafe class FewRowsKernel<TSimd, TVector, T, TRows, TColumns>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
    where TRows : struct, ITileCount
    where TColumns : struct, ITileCount
{
    /// <summary>Computes a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Tile<T>* tile)
    {
        TVector left0 = default, left1 = default, left2 = default, left3 = default, right0 = default, right1 = default, right2 = default, right3 = default;
        TVector otherLeft0 = default, otherLeft1 = default, otherLeft2 = default, otherLeft3 = default;
        TVector otherRight0 = default, otherRight1 = default, otherRight2 = default, otherRight3 = default;
        nint row = tile->ARow, step = tile->AStep, panelStep = tile->BStep;
        T* b = tile->B;
        for (int outer = 0; outer < tile->OuterCount; outer++)
        {
            for (int inner = 0; inner < tile->InnerCount; inner++)
            {
                T* a = tile->A + (outer * tile->OuterStride) + (inner * tile->InnerStride);
                T* third = TRows.Count > 2 ? a + (2 * row) : a;
                int k = tile->Length;
                for (; k >= 2; k -= 2)
                {
                    TVector left = TSimd.Load(b), right = TColumns.Count > 1 ? TSimd.Load(b + TSimd.Lanes) : left;
                    b += panelStep;
                    Step(a, third, row, left, right, ref left0, ref left1, ref left2, ref left3, ref right0, ref right1, ref right2, ref right3);
                    left = TSimd.Load(b);
                    right = TColumns.Count > 1 ? TSimd.Load(b + TSimd.Lanes) : left;
                    b += panelStep;
                    Step(
                        a + step, third + step, row, left, right, ref otherLeft0, ref otherLeft1, ref otherLeft2, ref otherLeft3,
                        ref otherRight0, ref otherRight1, ref otherRight2, ref otherRight3);
                    a += 2 * step;
                    third += 2 * step;
                }

                if (k > 0)
                {
                    TVector left = TSimd.Load(b), right = TColumns.Count > 1 ? TSimd.Load(b + TSimd.Lanes) : left;
                    b += panelStep;
                    Step(a, third, row, left, right, ref left0, ref left1, ref left2, ref left3, ref right0, ref right1, ref right2, ref right3);
                }
            }
        }

        Finish(tile, 0, left0, otherLeft0, right0, otherRight0);
        Finish(tile, 1, left1, otherLeft1, right1, otherRight1);
        Finish(tile, 2, left2, otherLeft2, right2, otherRight2);
        Finish(tile, 3, left3, otherLeft3, right3, otherRight3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        T* a, T* third, nint row, TVector left, TVector right, ref TVector left0, ref TVector left1, ref TVector left2, ref TVector left3,
        ref TVector right0, ref TVector right1, ref TVector right2, ref TVector right3)
    {
        TVector x = TSimd.Broadcast(*a);
        left0 = TSimd.MultiplyAdd(x, left, left0);
        right0 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right0) : right0;
        x = TSimd.Broadcast(a[row]);
        left1 = TSimd.MultiplyAdd(x, left, left1);
        right1 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right1) : right1;
        if (TRows.Count > 2)
        {
            x = TSimd.Broadcast(*third);
            left2 = TSimd.MultiplyAdd(x, left, left2);
            right2 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right2) : right2;
        }

        if (TRows.Count > 3)
        {
            x = TSimd.Broadcast(third[row]);
            left3 = TSimd.MultiplyAdd(x, left, left3);
            right3 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right3) : right3;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(Tile<T>* tile, int row, TVector left, TVector otherLeft, TVector right, TVector otherRight)
    {
        if (row < TRows.Count)
        {
            TileEnd<TSimd, TVector, T, TColumns>.Finish(tile, row, TSimd.Add(left, otherLeft), TColumns.Count > 1 ? TSimd.Add(right, otherRight) : right);
        }
    }
}
