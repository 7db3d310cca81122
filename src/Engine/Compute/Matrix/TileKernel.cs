using System.Runtime.CompilerServices;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>
/// The inner loop of matrix products and convolutions: keeps a tile of the result, up to twelve rows of one or two vectors, in registers and adds to it the products of a row
/// of the right matrix with a broadcast element of each row of the left one. The numbers of rows and vectors are types, so that each pair is code of its own without the rest.
/// </summary>
/// <typeparam name="TSimd">The vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TRows">The rows of the tile.</typeparam>
/// <typeparam name="TColumns">The vectors of a row: one or two.</typeparam>
internal static unsafe class TileKernel<TSimd, TVector, T, TRows, TColumns>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
    where TRows : struct, ITileCount
    where TColumns : struct, ITileCount
{
    // A part of a panel is used by so many tiles or more, as a rule: each fetches its share of the next part.
    private const int UsualSharers = 4;

    /// <summary>Computes a tile. Three rows of the left matrix share a pointer, since an address can hold a distance and its double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Tile<T>* tile)
    {
        TVector left = default, right = default, x;
        if (tile->Bias is not null)
        {
            left = TileEnd<TSimd, TVector, T, TColumns>.Load(tile, tile->Bias, 0);
            right = TColumns.Count > 1 ? TileEnd<TSimd, TVector, T, TColumns>.Load(tile, tile->Bias, 1) : right;
        }

        TVector left0 = left, right0 = right;
        TVector left1 = left, right1 = right;
        TVector left2 = left, right2 = right;
        TVector left3 = left, right3 = right;
        TVector left4 = left, right4 = right;
        TVector left5 = left, right5 = right;
        TVector left6 = left, right6 = right;
        TVector left7 = left, right7 = right;
        TVector left8 = left, right8 = right;
        TVector left9 = left, right9 = right;
        TVector left10 = left, right10 = right;
        TVector left11 = left, right11 = right;

        nint row = tile->ARow, step = tile->AStep, panelStep = tile->BStep;
        T* b = tile->B;
        T* ahead = Ahead(tile, out nint aheadStep);
        for (int outer = 0; outer < tile->OuterCount; outer++)
        {
            for (int inner = 0; inner < tile->InnerCount; inner++)
            {
                T* a0 = tile->A + (outer * tile->OuterStride) + (inner * tile->InnerStride), a3 = a0 + (3 * row), a6 = a3 + (3 * row), a9 = a6 + (3 * row);
                for (int k = tile->Length; k > 0; k--)
                {
                    left = TSimd.Load(b);
                    right = TColumns.Count > 1 ? TSimd.Load(b + TSimd.Lanes) : left;
                    b += panelStep;
                    Prefetch.ToSecondLevel(ahead);
                    ahead += aheadStep;
                    x = TSimd.Broadcast(*a0);
                    left0 = TSimd.MultiplyAdd(x, left, left0);
                    right0 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right0) : right;
                    if (TRows.Count > 1)
                    {
                        x = TSimd.Broadcast(a0[row]);
                        left1 = TSimd.MultiplyAdd(x, left, left1);
                        right1 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right1) : right;
                    }

                    if (TRows.Count > 2)
                    {
                        x = TSimd.Broadcast(a0[2 * row]);
                        left2 = TSimd.MultiplyAdd(x, left, left2);
                        right2 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right2) : right;
                    }

                    if (TRows.Count > 3)
                    {
                        x = TSimd.Broadcast(*a3);
                        left3 = TSimd.MultiplyAdd(x, left, left3);
                        right3 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right3) : right;
                    }

                    if (TRows.Count > 4)
                    {
                        x = TSimd.Broadcast(a3[row]);
                        left4 = TSimd.MultiplyAdd(x, left, left4);
                        right4 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right4) : right;
                    }

                    if (TRows.Count > 5)
                    {
                        x = TSimd.Broadcast(a3[2 * row]);
                        left5 = TSimd.MultiplyAdd(x, left, left5);
                        right5 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right5) : right;
                    }

                    if (TRows.Count > 6)
                    {
                        x = TSimd.Broadcast(*a6);
                        left6 = TSimd.MultiplyAdd(x, left, left6);
                        right6 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right6) : right;
                    }

                    if (TRows.Count > 7)
                    {
                        x = TSimd.Broadcast(a6[row]);
                        left7 = TSimd.MultiplyAdd(x, left, left7);
                        right7 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right7) : right;
                    }

                    if (TRows.Count > 8)
                    {
                        x = TSimd.Broadcast(a6[2 * row]);
                        left8 = TSimd.MultiplyAdd(x, left, left8);
                        right8 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right8) : right;
                    }

                    if (TRows.Count > 9)
                    {
                        x = TSimd.Broadcast(*a9);
                        left9 = TSimd.MultiplyAdd(x, left, left9);
                        right9 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right9) : right;
                    }

                    if (TRows.Count > 10)
                    {
                        x = TSimd.Broadcast(a9[row]);
                        left10 = TSimd.MultiplyAdd(x, left, left10);
                        right10 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right10) : right;
                    }

                    if (TRows.Count > 11)
                    {
                        x = TSimd.Broadcast(a9[2 * row]);
                        left11 = TSimd.MultiplyAdd(x, left, left11);
                        right11 = TColumns.Count > 1 ? TSimd.MultiplyAdd(x, right, right11) : right;
                    }

                    a0 += step;
                    a3 += step;
                    a6 += step;
                    a9 += step;
                }
            }
        }

        // Last: the sum of a part of a long row is rounded by itself, which keeps the error of the whole small.
        if (tile->Addend is not null)
        {
            left0 = Add(tile, left0, 0, 0);
            right0 = Add(tile, right0, 0, 1);
            left1 = Add(tile, left1, 1, 0);
            right1 = Add(tile, right1, 1, 1);
            left2 = Add(tile, left2, 2, 0);
            right2 = Add(tile, right2, 2, 1);
            left3 = Add(tile, left3, 3, 0);
            right3 = Add(tile, right3, 3, 1);
            left4 = Add(tile, left4, 4, 0);
            right4 = Add(tile, right4, 4, 1);
            left5 = Add(tile, left5, 5, 0);
            right5 = Add(tile, right5, 5, 1);
            left6 = Add(tile, left6, 6, 0);
            right6 = Add(tile, right6, 6, 1);
            left7 = Add(tile, left7, 7, 0);
            right7 = Add(tile, right7, 7, 1);
            left8 = Add(tile, left8, 8, 0);
            right8 = Add(tile, right8, 8, 1);
            left9 = Add(tile, left9, 9, 0);
            right9 = Add(tile, right9, 9, 1);
            left10 = Add(tile, left10, 10, 0);
            right10 = Add(tile, right10, 10, 1);
            left11 = Add(tile, left11, 11, 0);
            right11 = Add(tile, right11, 11, 1);
        }

        if (tile->IsClamped)
        {
            left = TSimd.Broadcast(tile->Low);
            right = TSimd.Broadcast(tile->High);
            left0 = TSimd.Min(right, TSimd.Max(left, left0));
            right0 = TSimd.Min(right, TSimd.Max(left, right0));
            left1 = TSimd.Min(right, TSimd.Max(left, left1));
            right1 = TSimd.Min(right, TSimd.Max(left, right1));
            left2 = TSimd.Min(right, TSimd.Max(left, left2));
            right2 = TSimd.Min(right, TSimd.Max(left, right2));
            left3 = TSimd.Min(right, TSimd.Max(left, left3));
            right3 = TSimd.Min(right, TSimd.Max(left, right3));
            left4 = TSimd.Min(right, TSimd.Max(left, left4));
            right4 = TSimd.Min(right, TSimd.Max(left, right4));
            left5 = TSimd.Min(right, TSimd.Max(left, left5));
            right5 = TSimd.Min(right, TSimd.Max(left, right5));
            left6 = TSimd.Min(right, TSimd.Max(left, left6));
            right6 = TSimd.Min(right, TSimd.Max(left, right6));
            left7 = TSimd.Min(right, TSimd.Max(left, left7));
            right7 = TSimd.Min(right, TSimd.Max(left, right7));
            left8 = TSimd.Min(right, TSimd.Max(left, left8));
            right8 = TSimd.Min(right, TSimd.Max(left, right8));
            left9 = TSimd.Min(right, TSimd.Max(left, left9));
            right9 = TSimd.Min(right, TSimd.Max(left, right9));
            left10 = TSimd.Min(right, TSimd.Max(left, left10));
            right10 = TSimd.Min(right, TSimd.Max(left, right10));
            left11 = TSimd.Min(right, TSimd.Max(left, left11));
            right11 = TSimd.Min(right, TSimd.Max(left, right11));
        }

        if (tile->LastCount == 0)
        {
            Store(tile, 0, left0, right0);
            Store(tile, 1, left1, right1);
            Store(tile, 2, left2, right2);
            Store(tile, 3, left3, right3);
            Store(tile, 4, left4, right4);
            Store(tile, 5, left5, right5);
            Store(tile, 6, left6, right6);
            Store(tile, 7, left7, right7);
            Store(tile, 8, left8, right8);
            Store(tile, 9, left9, right9);
            Store(tile, 10, left10, right10);
            Store(tile, 11, left11, right11);
        }
        else
        {
            StoreFirst(tile, 0, left0, right0);
            StoreFirst(tile, 1, left1, right1);
            StoreFirst(tile, 2, left2, right2);
            StoreFirst(tile, 3, left3, right3);
            StoreFirst(tile, 4, left4, right4);
            StoreFirst(tile, 5, left5, right5);
            StoreFirst(tile, 6, left6, right6);
            StoreFirst(tile, 7, left7, right7);
            StoreFirst(tile, 8, left8, right8);
            StoreFirst(tile, 9, left9, right9);
            StoreFirst(tile, 10, left10, right10);
            StoreFirst(tile, 11, left11, right11);
        }
    }

    /// <summary>
    /// What this tile fetches while it computes: its share of as many rows of the panel behind its own ones, which the next part needs. Without that the first tile of each part would
    /// wait for rows that come from memory, and the others would leave the memory idle.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Ahead(Tile<T>* tile, out nint step)
    {
        step = 0;
        if (!Prefetch.IsSupported || tile->BStep != TColumns.Count * TSimd.Lanes)
        {
            return tile->B;
        }

        nint length = (nint)tile->OuterCount * tile->InnerCount * tile->Length * tile->BStep;
        T* next = tile->B + length;
        if (tile->AheadOf != tile->B)
        {
            tile->AheadOf = tile->B;
            tile->Ahead = next;
        }

        T* ahead = tile->Ahead;
        if (ahead >= next + length)
        {
            return tile->B;
        }

        int sharers = tile->Sharers == 0 ? UsualSharers : tile->Sharers;
        step = tile->BStep / sharers;
        tile->Ahead = ahead + (length / sharers);
        return ahead;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(Tile<T>* tile, TVector sum, int row, int column) =>
        row < TRows.Count && column < TColumns.Count ? TSimd.Add(sum, TileEnd<TSimd, TVector, T, TColumns>.Load(tile, tile->Addend + (row * tile->AddendRow), column)) : sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Tile<T>* tile, int row, TVector left, TVector right)
    {
        if (row < TRows.Count)
        {
            T* target = tile->C + (row * tile->CRow);
            TSimd.Store(target, left);
            if (TColumns.Count > 1)
            {
                TSimd.Store(target + TSimd.Lanes, right);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(Tile<T>* tile, int row, TVector left, TVector right)
    {
        if (row < TRows.Count)
        {
            TileEnd<TSimd, TVector, T, TColumns>.StoreFirst(tile->C + (row * tile->CRow), left, right, tile->LastCount);
        }
    }
}
