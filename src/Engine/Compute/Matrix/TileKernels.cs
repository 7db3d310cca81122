using TypedModels.Engine.Compute.Vectors;
using static TypedModels.Engine.Compute.Matrix.TileCounts;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>Runs the kernel of a tile's size.</summary>
internal static unsafe class TileKernels<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where TVector : unmanaged
    where T : unmanaged
{
    /// <summary>Computes a tile.</summary>
    /// <param name="rows">Its rows, from 1 to <see cref="ISimd{TVector, T}.TileRows"/>.</param>
    /// <param name="columns">The vectors of a row, 1 or 2.</param>
    /// <param name="tile">Where everything is.</param>
    public static void Run(int rows, int columns, Tile<T>* tile)
    {
        if (columns == 2)
        {
            Run<Two>(rows, tile);
        }
        else
        {
            Run<One>(rows, tile);
        }
    }

    private static void Run<TColumns>(int rows, Tile<T>* tile)
        where TColumns : struct, ITileCount
    {
        switch (rows)
        {
            case 1:
                OneRowKernel<TSimd, TVector, T, TColumns>.Run(tile);
                break;
            case 2:
                FewRowsKernel<TSimd, TVector, T, Two, TColumns>.Run(tile);
                break;
            case 3:
                FewRowsKernel<TSimd, TVector, T, Three, TColumns>.Run(tile);
                break;
            case 4 when TColumns.Count == 1:
                FewRowsKernel<TSimd, TVector, T, Four, TColumns>.Run(tile);
                break;
            case 4:
                TileKernel<TSimd, TVector, T, Four, TColumns>.Run(tile);
                break;
            case 5:
                TileKernel<TSimd, TVector, T, Five, TColumns>.Run(tile);
                break;
            case 6:
                TileKernel<TSimd, TVector, T, Six, TColumns>.Run(tile);
                break;
            case 7:
                TileKernel<TSimd, TVector, T, Seven, TColumns>.Run(tile);
                break;
            case 8:
                TileKernel<TSimd, TVector, T, Eight, TColumns>.Run(tile);
                break;
            case 9:
                TileKernel<TSimd, TVector, T, Nine, TColumns>.Run(tile);
                break;
            case 10:
                TileKernel<TSimd, TVector, T, Ten, TColumns>.Run(tile);
                break;
            case 11:
                TileKernel<TSimd, TVector, T, Eleven, TColumns>.Run(tile);
                break;
            default:
                TileKernel<TSimd, TVector, T, Twelve, TColumns>.Run(tile);
                break;
        }
    }
}
