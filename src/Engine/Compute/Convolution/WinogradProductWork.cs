using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Convolution;

/// <summary>
/// The products of a convolution by <see cref="Winograd"/>: one for each position, of the matrix with a row for each tile and the filter's matrix for that position. An item is a
/// panel of one of the latter. They lie one behind the other, so that what an item leaves idle of the memory's time brings the next one's panel.
/// </summary>
/// <param name="rows">The tiles.</param>
/// <param name="positions">How many products.</param>
/// <param name="pixels">The left matrices, at the distance of <see cref="Winograd.Stride"/>.</param>
/// <param name="filter">The right matrices, packed, one behind the other.</param>
/// <param name="inputs">The columns of the left matrices.</param>
/// <param name="outputs">The columns of the right ones.</param>
/// <param name="products">The results, at the distance of <see cref="Winograd.Stride"/>.</param>
internal readonly unsafe struct WinogradProductWork(int rows, int positions, float* pixels, float* filter, int inputs, int outputs, float* products) : IRangeWork
{
    // About the multiplications of ten microseconds on one core.
    private const int PieceVectorProducts = 20_000;

    // So many rows of a panel stay in the first-level cache, beside the rows that meet them.
    private const int DepthBlock = 256;

    /// <summary>The number of items.</summary>
    public int Count => positions * Panels;

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength => (int)Math.Clamp(PieceVectorProducts / ((long)inputs * Math.Max(rows, SimdWidth.TileRows)), 1, int.MaxValue);

    private int Panels => (outputs + RightMatrix<float>.PanelWidth - 1) / RightMatrix<float>.PanelWidth;

    /// <inheritdoc/>
    public void Execute(int start, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Execute<Simd512<float>, Vector512<float>>(start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Execute<Simd256<float>, Vector256<float>>(start, end);
        }
        else
        {
            Execute<Simd128<float>, Vector128<float>>(start, end);
        }
    }

    private void Execute<TSimd, TVector>(int start, int end)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        int panels = Panels;
        nint each = (nint)RightMatrix<float>.PackedLength(inputs, outputs), pixelStride = (nint)Winograd.Stride(rows, inputs), productStride = (nint)Winograd.Stride(rows, outputs);
        var tile = new Tile<float> { ARow = inputs, AStep = 1, OuterCount = 1, InnerCount = 1, CRow = outputs, AddendRow = outputs };
        tile.ExpectRows(rows);
        for (int item = start; item < end; item++)
        {
            int position = item / panels, panel = item - (position * panels), firstColumn = panel * RightMatrix<float>.PanelWidth;
            var matrix = RightMatrix<float>.Packed(filter + (position * each), inputs, outputs);
            tile.B = matrix.Panels + (panel * matrix.PanelStride);
            tile.BStep = matrix.StepOf(panel);
            Panel<TSimd, TVector>(ref tile, pixels + (position * pixelStride), products + (position * productStride) + firstColumn, Math.Min(RightMatrix<float>.PanelWidth, outputs - firstColumn));
        }
    }

    private void Panel<TSimd, TVector>(ref Tile<float> tile, float* left, float* result, int width)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        int columns = width > TSimd.Lanes ? 2 : 1, parts = (inputs + DepthBlock - 1) / DepthBlock, tiles = (rows + SimdWidth.TileRows - 1) / SimdWidth.TileRows;
        tile.LastCount = width % TSimd.Lanes;
        for (int part = 0, done = 0; part < parts; part++, done += tile.Length, tile.B += tile.Length * tile.BStep)
        {
            tile.Length = (int)((long)(part + 1) * inputs / parts) - done;
            for (int index = 0, row = 0; index < tiles; index++)
            {
                // Tiles are as equal as they can be.
                int next = (int)((long)(index + 1) * rows / tiles);
                tile.A = left + ((nint)row * inputs) + done;
                tile.C = result + ((nint)row * outputs);
                tile.Addend = part == 0 ? null : tile.C;
                fixed (Tile<float>* pointer = &tile)
                {
                    TileKernels<TSimd, TVector, float>.Run(next - row, columns, pointer);
                }

                row = next;
            }
        }
    }
}
