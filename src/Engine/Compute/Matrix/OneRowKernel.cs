using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>
/// The inner loop where a tile has a single row. Two sums would wait for each other's results, so there are four for each vector, of every fourth product each; the loop then
/// is as fast as the right matrix arrives.
/// </summary>
/// <typeparam name="TSimd">The vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TColumns">The vectors of a row: one or two.</typeparam>
internal static unsafe class OneRowKernel<TSimd, TVector, T, TColumns>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
    where TColumns : struct, ITileCount
{
    /// <summary>Computes a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Tile<T>* tile)
    {
        TVector left0 = default, left1 = default, left2 = default, left3 = default;
        TVector right0 = default, right1 = default, right2 = default, right3 = default;
        nint step = tile->AStep, panelStep = tile->BStep;
        T* b = tile->B;
        for (int outer = 0; outer < tile->OuterCount; outer++)
        {
            for (int inner = 0; inner < tile->InnerCount; inner++)
            {
                T* a = tile->A + (outer * tile->OuterStride) + (inner * tile->InnerStride);
                int k = tile->Length;
                for (; k >= 4; k -= 4)
                {
                    T* second = b + (2 * panelStep), further = a + (2 * step);
                    TVector x = TSimd.Broadcast(*a), y = TSimd.Broadcast(a[step]);
                    left0 = TSimd.MultiplyAdd(x, TSimd.Load(b), left0);
                    right0 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), right0) : right0;
                    left1 = TSimd.MultiplyAdd(y, TSimd.Load(b + panelStep), left1);
                    right1 = TColumns.Count > 1 ? TSimd.MultiplyAdd(y, TSimd.Load(b + panelStep + TSimd.Lanes), right1) : right1;
                    x = TSimd.Broadcast(*further);
                    y = TSimd.Broadcast(further[step]);
                    left2 = TSimd.MultiplyAdd(x, TSimd.Load(second), left2);
                    right2 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, TSimd.Load(second + TSimd.Lanes), right2) : right2;
                    left3 = TSimd.MultiplyAdd(y, TSimd.Load(second + panelStep), left3);
                    right3 = TColumns.Count > 1 ? TSimd.MultiplyAdd(y, TSimd.Load(second + panelStep + TSimd.Lanes), right3) : right3;
                    a += 4 * step;
                    b += 4 * panelStep;
                }

                for (; k > 0; k--)
                {
                    TVector x = TSimd.Broadcast(*a);
                    left0 = TSimd.MultiplyAdd(x, TSimd.Load(b), left0);
                    right0 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), right0) : right0;
                    a += step;
                    b += panelStep;
                }
            }
        }

        TVector left = TSimd.Add(TSimd.Add(left0, left1), TSimd.Add(left2, left3));
        TVector right = TColumns.Count > 1 ? TSimd.Add(TSimd.Add(right0, right1), TSimd.Add(right2, right3)) : right0;
        TileEnd<TSimd, TVector, T, TColumns>.Finish(tile, 0, left, right);
    }
}
