using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>
/// The right matrix of a product, as panels of two vectors: rows of a panel lie one after the other at a fixed distance. Packed panels are dense, and the last is filled up with
/// zeros to one or two vectors; a matrix of dense rows of whole vectors can be taken as it is.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <param name="panels">The first panel.</param>
/// <param name="panelStride">From a panel to the next, in elements.</param>
/// <param name="step">From a row of a panel to the next, in elements.</param>
/// <param name="rows">The rows.</param>
/// <param name="columns">The columns.</param>
internal readonly unsafe struct RightMatrix<T>(T* panels, nint panelStride, nint step, int rows, int columns)
    where T : unmanaged
{
    /// <summary>The first panel.</summary>
    public T* Panels => panels;

    /// <summary>From a panel to the next, in elements.</summary>
    public nint PanelStride => panelStride;

    /// <summary>From a row of a panel to the next, in elements.</summary>
    public nint Step => step;

    /// <summary>The rows.</summary>
    public int Rows => rows;

    /// <summary>The columns.</summary>
    public int Columns => columns;

    /// <summary>The columns of a panel.</summary>
    public static int PanelWidth => 2 * SimdWidth.Lanes<T>();

    /// <summary>The number of panels.</summary>
    public int PanelCount => (columns + PanelWidth - 1) / PanelWidth;

    /// <summary>Whether a matrix of dense rows can be taken as it is.</summary>
    public static bool FitsUnpacked(int columns) => columns % SimdWidth.Lanes<T>() == 0;

    /// <summary>A matrix of dense rows, as it is.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="rowStride">From a row to the next, in elements.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns: whole vectors, see <see cref="FitsUnpacked"/>.</param>
    public static RightMatrix<T> Unpacked(T* source, nint rowStride, int rows, int columns) => new(source, PanelWidth, rowStride, rows, columns);

    /// <summary>The elements that the packed matrix takes.</summary>
    public static long PackedLength(int rows, int columns)
    {
        int lanes = SimdWidth.Lanes<T>();
        return (((long)columns + lanes - 1) / lanes) * lanes * rows;
    }

    /// <summary>A matrix that <see cref="Pack"/> wrote.</summary>
    public static RightMatrix<T> Packed(T* packed, int rows, int columns) => new(packed, (nint)rows * PanelWidth, PanelWidth, rows, columns);

    /// <summary>The distance of the rows of a panel: packed, the last may have one vector.</summary>
    public nint StepOf(int panel) => step == PanelWidth && panelStride != PanelWidth && columns - (panel * PanelWidth) <= PanelWidth / 2 ? PanelWidth / 2 : step;

    /// <summary>Where an element lies.</summary>
    public T* At(int row, int column)
    {
        int panel = column / PanelWidth;
        return panels + (panel * panelStride) + (row * StepOf(panel)) + (column - (panel * PanelWidth));
    }

    /// <summary>Packs a matrix.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="rowStride">From a row to the next, in elements.</param>
    /// <param name="columnStride">From a column to the next, in elements.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="target">Room for <see cref="PackedLength"/> elements.</param>
    public static RightMatrix<T> Pack(T* source, nint rowStride, nint columnStride, int rows, int columns, T* target)
    {
        PackRows(source, rowStride, columnStride, 0, rows, rows, columns, target);
        return Packed(target, rows, columns);
    }

    /// <summary>Packs some rows of a matrix.</summary>
    /// <param name="source">The first element of the first of these rows.</param>
    /// <param name="rowStride">From a row to the next, in elements.</param>
    /// <param name="columnStride">From a column to the next, in elements.</param>
    /// <param name="firstRow">Which row of the matrix is the first.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="rows">The rows of the whole matrix.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="target">Room for <see cref="PackedLength"/> elements of the whole matrix.</param>
    public static void PackRows(T* source, nint rowStride, nint columnStride, int firstRow, int count, int rows, int columns, T* target)
    {
        int lanes = SimdWidth.Lanes<T>();
        for (int first = 0; first < columns; first += PanelWidth)
        {
            int width = Math.Min(PanelWidth, columns - first);
            int padded = width <= lanes ? lanes : PanelWidth;
            T* from = source + (first * columnStride);
            T* next = target + ((nint)first * rows) + ((nint)firstRow * padded);
            for (int row = 0; row < count; row++, from += rowStride, next += padded)
            {
                var line = new Span<T>(next, padded);
                if (columnStride == 1)
                {
                    new ReadOnlySpan<T>(from, width).CopyTo(line);
                }
                else
                {
                    for (int column = 0; column < width; column++)
                    {
                        next[column] = from[column * columnStride];
                    }
                }

                line[width..].Clear();
            }
        }
    }

    /// <summary>Makes all rows of a packed matrix some of another's.</summary>
    /// <param name="part">The matrix, packed.</param>
    /// <param name="partRows">Its rows.</param>
    /// <param name="firstRow">Which row of the other the first becomes.</param>
    /// <param name="rows">The rows of the other.</param>
    /// <param name="columns">The columns of both.</param>
    /// <param name="target">Room for <see cref="PackedLength"/> elements of the other.</param>
    public static void CopyRows(T* part, int partRows, int firstRow, int rows, int columns, T* target)
    {
        int lanes = SimdWidth.Lanes<T>();
        for (int first = 0; first < columns; first += PanelWidth)
        {
            int padded = columns - first <= lanes ? lanes : PanelWidth;
            new ReadOnlySpan<T>(part + ((nint)first * partRows), partRows * padded).CopyTo(new Span<T>(target + ((nint)first * rows) + ((nint)firstRow * padded), partRows * padded));
        }
    }
}
