using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>
/// A matrix product with its bias, addend and activation, as work that can be shared: an item is a panel of the right matrix with a block of the left one's rows, so that the
/// panel and the block stay in the caches. Nothing depends on the number of threads, neither where items end nor the order of any sum.
/// The rows of the left matrix come in groups, at a fixed distance within each; those of a convolution are the pixels of a row of the picture.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
internal unsafe struct ProductWork<T> : IRangeWork
    where T : unmanaged
{
    // About the multiplications of twenty microseconds on one core: less is done by one thread.
    private const long ItemVectorProducts = 40_000;

    // What a thread takes at a time: little, so that all end at about the same time.
    private const long PieceVectorProducts = ItemVectorProducts / 4;

    // So many items are enough to share evenly, and are tried to have.
    private const int EnoughItems = 24;

    // So many rows of a panel stay in the first-level cache, beside the rows that meet them.
    private const int DepthBlock = 256;

    // The same for a single row, whose sums are four.
    private const int OneRowDepthBlock = 4 * DepthBlock;

    // A product of few rows takes as long as its right matrix takes to arrive, which is the time of about that many rows: from the second-level cache, and from further away.
    private const int FewestRows = 4;
    private const int FewestRowsFromFar = 12;

    // A right matrix beyond that comes from further away in a network of several such ones.
    private const long FarBytes = 1 << 18;

    // A part of a panel that comes into the first-level cache is used by at least so many tiles.
    private const int FewestTiles = 4;

    // Half of a second-level cache: a right matrix beyond that would come from further away again for each block of rows.
    private const long NearBytes = 1 << 20;

    private Tile<T> _tile;
    private RightMatrix<T> _right;
    private ProductEnd<T> _end;
    private nint _groupStride;
    private nint _imageStride;
    private nint _resultGroupStride;
    private nint _resultImageStride;
    private int _groupsPerImage;
    private int _groupRows;
    private int _tilesPerGroup;
    private int _tileCount;
    private int _blocks;
    private bool _isPanelByPanel;

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The items that are worth a turn of a thread.</summary>
    public int PieceLength { get; private set; }

    /// <summary>A plain product of <paramref name="rows"/> rows.</summary>
    /// <param name="left">The first element of the left matrix.</param>
    /// <param name="leftRow">From a row of the left matrix to the next, in elements.</param>
    /// <param name="leftStep">From a column of the left matrix to the next.</param>
    /// <param name="rows">The rows of the left matrix.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="result">The first element of the result.</param>
    /// <param name="resultRow">From a row of the result to the next.</param>
    public static ProductWork<T> Of(T* left, nint leftRow, nint leftStep, int rows, in RightMatrix<T> right, T* result, nint resultRow)
    {
        var window = new Tile<T> { A = left, ARow = leftRow, AStep = leftStep, OuterCount = 1, InnerCount = 1, Length = right.Rows, C = result, CRow = resultRow };
        return Of(window, rows, 1, 1, 0, 0, right);
    }

    /// <summary>A product whose left rows are groups.</summary>
    /// <param name="window">The left matrix, the loops over the inner dimension, and the result.</param>
    /// <param name="groupRows">The rows of a group.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="groupsPerImage">The groups of an image.</param>
    /// <param name="imageStride">From an image to the next, in elements of the left matrix.</param>
    /// <param name="groupStride">From a group to the next.</param>
    /// <param name="right">The right matrix.</param>
    public static ProductWork<T> Of(in Tile<T> window, int groupRows, int images, int groupsPerImage, nint imageStride, nint groupStride, in RightMatrix<T> right)
    {
        var work = new ProductWork<T>
        {
            _tile = window,
            _right = right,
            _groupRows = groupRows,
            _groupsPerImage = groupsPerImage,
            _imageStride = imageStride,
            _groupStride = groupStride,
            _resultGroupStride = groupRows * window.CRow,
            _resultImageStride = groupsPerImage * groupRows * window.CRow,
        };
        int tileRows = SimdWidth.TileRows;
        work._tilesPerGroup = (groupRows + tileRows - 1) / tileRows;
        work._tileCount = checked(work._tilesPerGroup * images * groupsPerImage);

        long rightBytes = (long)right.Rows * right.Columns * sizeof(T);
        int fewestRows = rightBytes < FarBytes ? FewestRows : FewestRowsFromFar;
        long tileProducts = Math.Max(1, (long)right.Rows * Math.Max(groupRows, fewestRows) / Math.Max(1, work._tilesPerGroup));
        long tiles = (long)work._tileCount * right.PanelCount;
        long blockTiles = Math.Max(FewestTiles, Math.Min(ItemVectorProducts / tileProducts, tiles / EnoughItems));
        int blocks = (int)Math.Max(1, (work._tileCount + blockTiles - 1) / blockTiles);
        work._blocks = blocks;
        work._isPanelByPanel = IsBetterPanelByPanel(window, groupRows, images, groupsPerImage, imageStride, groupStride, right, blocks);
        work.Count = work._tileCount == 0 ? 0 : checked(blocks * right.PanelCount);
        work.PieceLength = tiles * tileProducts <= ItemVectorProducts
            ? Math.Max(1, work.Count)
            : (int)Math.Clamp(PieceVectorProducts * blocks / (tileProducts * work._tileCount), 1, int.MaxValue);
        return work;
    }

    /// <summary>Says how the groups of the result lie, where they do not follow one another.</summary>
    /// <param name="imageStride">From an image to the next, in elements of the result.</param>
    /// <param name="groupStride">From a group to the next.</param>
    public void Spread(nint imageStride, nint groupStride)
    {
        _resultImageStride = imageStride;
        _resultGroupStride = groupStride;
    }

    /// <summary>Adds to each row of the result; null for nothing.</summary>
    public void AddBias(T* bias) => _tile.Bias = bias;

    /// <summary>Adds a matrix that lies as the result does; it may be the result. Null for nothing.</summary>
    public void AddMatrix(T* addend) => _tile.Addend = addend;

    /// <summary>Multiplies the columns of the result, and adds to them, behind the function. Null for nothing.</summary>
    public void Scale(T* factors, T* offsets) => _end = new ProductEnd<T>(_end.Activation, factors, offsets);

    /// <summary>Ends with a function.</summary>
    public void Activate(in Activation activation)
    {
        _end = new ProductEnd<T>(activation, _end.Factors, _end.Offsets);
        if (activation.Kind == ActivationKind.Clamp)
        {
            _tile.IsClamped = true;
            _tile.Low = Activations.FromFloat<T>(activation.Low);
            _tile.High = Activations.FromFloat<T>(activation.High);
        }
    }

    /// <summary>The same product elsewhere.</summary>
    /// <param name="left">How far the left matrix lies from this one's, in elements.</param>
    /// <param name="right">How far the right matrix lies from this one's.</param>
    /// <param name="result">How far the result lies from this one's.</param>
    public readonly ProductWork<T> Moved(nint left, nint right, nint result)
    {
        var moved = this;
        moved._tile.A += left;
        moved._tile.C += result;
        moved._right = new RightMatrix<T>(_right.Panels + right, _right.PanelStride, _right.Step, _right.Rows, _right.Columns);
        return moved;
    }

    /// <inheritdoc/>
    public readonly void Execute(int start, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Execute<Simd512<T>, Vector512<T>>(start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Execute<Simd256<T>, Vector256<T>>(start, end);
        }
        else
        {
            Execute<Simd128<T>, Vector128<T>>(start, end);
        }
    }

    /// <summary>Whether all blocks of rows meet a panel before the next: where the right matrix does not stay near, and is more to read again than the left one.</summary>
    private static bool IsBetterPanelByPanel(in Tile<T> window, int groupRows, int images, int groupsPerImage, nint imageStride, nint groupStride, in RightMatrix<T> right, int blocks)
    {
        long rightLength = (long)right.Rows * right.Columns;
        long leftLength = Math.Max(images * (long)imageStride, Math.Max(groupsPerImage * (long)groupStride, groupRows * (long)Math.Max(window.ARow, window.AStep * right.Rows)));
        return rightLength * sizeof(T) > NearBytes && right.PanelCount * leftLength < blocks * rightLength;
    }

    private readonly void Execute<TSimd, TVector>(int start, int end)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int panels = _right.PanelCount;
        for (int item = start; item < end; item++)
        {
            int block = _isPanelByPanel ? item % _blocks : item / panels, panel = _isPanelByPanel ? item / _blocks : item % panels;
            ExecuteBlock<TSimd, TVector>(panel, (int)((long)block * _tileCount / _blocks), (int)((block + 1L) * _tileCount / _blocks));
        }
    }

    private readonly void ExecuteBlock<TSimd, TVector>(int panel, int firstTile, int endTile)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int depth = _groupRows == 1 ? OneRowDepthBlock : DepthBlock;
        int length = Part(_tile.Length, depth);
        int inner = length < _tile.Length ? 1 : Part(_tile.InnerCount, depth / Math.Max(1, length));
        int outer = inner < _tile.InnerCount || length < _tile.Length ? 1 : Part(_tile.OuterCount, depth / Math.Max(1, length * inner));
        int firstColumn = panel * RightMatrix<T>.PanelWidth;
        int width = Math.Min(RightMatrix<T>.PanelWidth, _right.Columns - firstColumn);
        var tile = _tile;
        tile.BStep = _right.StepOf(panel);
        tile.B = _right.Panels + (panel * _right.PanelStride);
        tile.Bias = _tile.Bias is null ? null : _tile.Bias + firstColumn;
        bool isFirst = true, isLast = false;
        for (int i = 0; !isLast; i += outer)
        {
            tile.OuterCount = Math.Min(outer, _tile.OuterCount - i);
            bool isLastOuter = i + outer >= _tile.OuterCount;
            for (int j = 0; j == 0 || j < _tile.InnerCount; j += inner)
            {
                tile.InnerCount = Math.Min(inner, _tile.InnerCount - j);
                bool isLastInner = isLastOuter && j + inner >= _tile.InnerCount;
                for (int k = 0; k == 0 || k < _tile.Length; k += length)
                {
                    tile.Length = Math.Min(length, _tile.Length - k);
                    isLast = isLastInner && k + length >= _tile.Length;
                    tile.IsClamped = _tile.IsClamped && isLast;
                    nint depthOffset = (i * _tile.OuterStride) + (j * _tile.InnerStride) + (k * _tile.AStep);
                    ExecuteTiles<TSimd, TVector>(ref tile, firstTile, endTile, depthOffset, firstColumn, width, isFirst, isLast);
                    tile.B += (nint)tile.OuterCount * tile.InnerCount * tile.Length * tile.BStep;
                    tile.Bias = null;
                    isFirst = false;
                }
            }
        }
    }

    /// <summary>The length of the parts, as equal as they can be, of a whole that may not be longer than <paramref name="most"/>.</summary>
    private static int Part(int whole, int most)
    {
        int parts = (whole + Math.Max(1, most) - 1) / Math.Max(1, most);
        return parts <= 1 ? Math.Max(1, whole) : (whole + parts - 1) / parts;
    }

    private readonly void ExecuteTiles<TSimd, TVector>(ref Tile<T> tile, int firstTile, int endTile, nint depthOffset, int firstColumn, int width, bool isFirst, bool isLast)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
    {
        int columns = width > TSimd.Lanes ? 2 : 1;
        tile.LastCount = width % TSimd.Lanes;
        int group = firstTile / _tilesPerGroup;
        int inGroup = firstTile % _tilesPerGroup;
        for (int index = firstTile; index < endTile; index++)
        {
            // Tiles of a group are as equal as they can be: a last one of a single row would take as long as one of six.
            int row = (int)((long)inGroup * _groupRows / _tilesPerGroup);
            int rows = (int)((long)(inGroup + 1) * _groupRows / _tilesPerGroup) - row;
            int image = group / _groupsPerImage, groupInImage = group - (image * _groupsPerImage);
            nint offset = (image * _resultImageStride) + (groupInImage * _resultGroupStride) + (row * _tile.CRow) + firstColumn;
            tile.A = _tile.A + (image * _imageStride) + (groupInImage * _groupStride) + (row * _tile.ARow) + depthOffset;
            tile.C = _tile.C + offset;
            tile.AddendRow = tile.CRow;
            tile.Addend = !isFirst ? tile.C : _tile.Addend is not null ? _tile.Addend + offset : null;

            fixed (Tile<T>* pointer = &tile)
            {
                TileKernels<TSimd, TVector, T>.Run(rows, columns, pointer);
            }

            if (isLast && !_end.IsDone)
            {
                _end.Apply<TSimd, TVector>(tile.C, tile.CRow, rows, width, firstColumn);
            }

            if (++inGroup == _tilesPerGroup)
            {
                inGroup = 0;
                group++;
            }
        }
    }
}
