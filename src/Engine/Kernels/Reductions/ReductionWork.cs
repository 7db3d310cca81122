using TypedModels.Engine.Compute;

namespace TypedModels.Engine.Kernels.Reductions;

/// <summary>
/// Reduces the middle axis of [outer, count, inner]. An item is a block of the middle axis and of the inner one, for one index of the outer one; the blocks' ends depend on the shape
/// alone, so that a result has the same bits however many threads there are.
/// </summary>
internal readonly unsafe struct ReductionWork(ReductionFunction function, void* source, void* result, int size, int count, int inner, int blockRows, int blockColumns) : IRangeWork
{
    // Results side by side, so that short rows fill vectors.
    private const int WideRow = 256;

    private int RowBlocks => (int)(((long)count + blockRows - 1) / blockRows);

    private int ColumnBlocks => (int)(((long)inner + blockColumns - 1) / blockColumns);

    public void Execute(int start, int end)
    {
        for (int item = start; item < end; item++)
        {
            (int rest, int column) = Math.DivRem(item, ColumnBlocks);
            (int outer, int block) = Math.DivRem(rest, RowBlocks);
            int firstRow = block * blockRows, firstColumn = column * blockColumns;
            int rows = Math.Min(blockRows, count - firstRow), columns = Math.Min(blockColumns, inner - firstColumn);
            byte* from = (byte*)source + ((((((long)outer * count) + firstRow) * inner) + firstColumn) * size);
            byte* to = (byte*)result + ((((long)rest * inner) + firstColumn) * size);
            if (inner == 1)
            {
                function.Row(from, rows, to);
            }
            else if (inner <= WideRow / 4 && rows >= 2 * (WideRow / inner))
            {
                CombineNarrow(from, rows, to);
            }
            else
            {
                Combine(from, (long)inner * size, rows, columns, to);
            }
        }
    }

    private void Combine(byte* from, long stride, int rows, int columns, byte* to)
    {
        Buffer.MemoryCopy(from, to, (long)columns * size, (long)columns * size);
        for (int row = 1; row < rows; row++)
        {
            function.Combine(to, from + (row * stride), columns);
        }
    }

    // Several rows are taken as one wide row; the wide result is folded at the end.
    private void CombineNarrow(byte* from, int rows, byte* to)
    {
        int fold = WideRow / inner, width = fold * inner, wideRows = rows / fold;
        byte* wide = stackalloc byte[WideRow * 16];
        Combine(from, (long)width * size, wideRows, width, wide);
        Combine(wide, (long)inner * size, fold, inner, to);
        for (int row = wideRows * fold; row < rows; row++)
        {
            function.Combine(to, from + ((long)row * inner * size), inner);
        }
    }
}
