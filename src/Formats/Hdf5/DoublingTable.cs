namespace TypedModels.Formats.Hdf5;

/// <summary>How a heap's room is cut into blocks: rows of equal width, whose blocks double in size from row to row after the second.</summary>
/// <param name="Width">The blocks of a row.</param>
/// <param name="FirstSize">The bytes of a block of the first row.</param>
/// <param name="MostDirectSize">The bytes of the largest block that holds objects itself; larger ones are tables of the same kind.</param>
internal readonly record struct DoublingTable(int Width, long FirstSize, long MostDirectSize)
{
    /// <summary>Whether the numbers are powers of two that fit each other.</summary>
    public bool IsSound => Width > 0 && FirstSize > 0 && MostDirectSize >= FirstSize && IsPower(Width) && IsPower(FirstSize) && IsPower(MostDirectSize) && MostDirectSize <= int.MaxValue;

    /// <summary>The rows whose blocks hold objects themselves.</summary>
    public int DirectRows => Log2(MostDirectSize) - Log2(FirstSize) + 2;

    /// <summary>The block that an offset lies in.</summary>
    /// <param name="offset">The offset, from the start of the table.</param>
    /// <returns>The row, the place in it, and the offset from the block's start.</returns>
    public (int Row, int Column, long Offset) Locate(long offset)
    {
        long firstRow = Width * FirstSize;
        if (offset < firstRow)
        {
            return (0, (int)(offset / FirstSize), offset % FirstSize);
        }

        int bits = Log2(offset);
        int row = bits - Log2(firstRow) + 1;
        long size = SizeOf(row);
        long inRow = offset - (1L << bits);
        return (row, (int)(inRow / size), inRow % size);
    }

    /// <summary>The bytes of each block of a row.</summary>
    public long SizeOf(int row) => row == 0 ? FirstSize : FirstSize << (row - 1);

    /// <summary>The rows of a block of a row that is a table itself.</summary>
    public int RowsOf(int row) => Log2(SizeOf(row)) - Log2(Width * FirstSize) + 1;

    /// <summary>The position of the highest bit that is set.</summary>
    public static int Log2(long value)
    {
        int bits = 0;
        while (value > 1)
        {
            value >>= 1;
            bits++;
        }

        return bits;
    }

    private static bool IsPower(long value) => (value & (value - 1)) == 0;
}
