using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Matrix;

/// <summary>
/// Where a tile of a result and what it is computed from lie. All distances are in elements. The inner dimension is three loops, outermost first, so that the window of a
/// convolution needs no copy: in a plain product the first two have one step.
/// </summary>
internal unsafe struct Tile<T>
    where T : unmanaged
{
    /// <summary>The first element of the left matrix.</summary>
    public T* A;

    /// <summary>From a row of the left matrix to the next.</summary>
    public nint ARow;

    /// <summary>From an element of a row of the left matrix to the next.</summary>
    public nint AStep;

    /// <summary>The first element of the right matrix.</summary>
    public T* B;

    /// <summary>From a row of the right matrix to the next.</summary>
    public nint BStep;

    /// <summary>How many tiles share a part of a panel, where these are few: each fetches so much of the next part; 0 where that is not known.</summary>
    public int Sharers;

    /// <summary>What the next tile that uses these rows of the panel fetches ahead of time; the kernel's own.</summary>
    public T* Ahead;

    /// <summary>The rows of the panel that <see cref="Ahead"/> belongs to.</summary>
    public T* AheadOf;

    /// <summary>The steps of the outermost loop over the inner dimension.</summary>
    public int OuterCount;

    /// <summary>How far a step of the outermost loop moves in the left matrix.</summary>
    public nint OuterStride;

    /// <summary>The steps of the middle loop.</summary>
    public int InnerCount;

    /// <summary>How far a step of the middle loop moves in the left matrix.</summary>
    public nint InnerStride;

    /// <summary>The steps of the innermost loop.</summary>
    public int Length;

    /// <summary>What is added to each row, as many elements as the tile has columns; null for nothing.</summary>
    public T* Bias;

    /// <summary>A matrix that is added; null for none. May be the result.</summary>
    public T* Addend;

    /// <summary>From a row of the added matrix to the next.</summary>
    public nint AddendRow;

    /// <summary>The result.</summary>
    public T* C;

    /// <summary>From a row of the result to the next.</summary>
    public nint CRow;

    /// <summary>How many elements of a row's last vector belong to the result; 0 for all.</summary>
    public int LastCount;

    /// <summary>Whether the result is kept between <see cref="Low"/> and <see cref="High"/>.</summary>
    public bool IsClamped;

    /// <summary>The least result.</summary>
    public T Low;

    /// <summary>The largest result.</summary>
    public T High;

    /// <summary>Says how many rows of the left matrix meet each panel.</summary>
    public void ExpectRows(int rows) => Sharers = Math.Clamp((rows + SimdWidth.TileRows - 1) / SimdWidth.TileRows, 2, 4);
}
