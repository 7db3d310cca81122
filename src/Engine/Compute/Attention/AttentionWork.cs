using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Compute.Vectors;

namespace TypedModels.Engine.Compute.Attention;

/// <summary>Blocks of rows of attention: an item makes the scores of some queries of a head with all its keys, their exponentials, and the sums of its values so weighted.</summary>
internal unsafe struct AttentionWork : IRangeWork
{
    // Scores of a block that stay on the stack.
    private const int StackElements = 16384;

    // About the vector products of twenty microseconds on one core.
    private const long PieceVectorProducts = 40_000;

    // Rows of a tile, times two vectors.
    private const int MostTileElements = 12 * 2 * 16;

    private float* _packedKeys;
    private float* _packedValues;
    private float* _scores;

    /// <summary>The sizes.</summary>
    public required AttentionSizes Sizes;

    /// <summary>The queries.</summary>
    public required AttentionMatrices Queries;

    /// <summary>The keys.</summary>
    public required AttentionMatrices Keys;

    /// <summary>The values.</summary>
    public required AttentionMatrices Values;

    /// <summary>The result, whose columns are dense.</summary>
    public required AttentionMatrices Result;

    /// <summary>What scores are multiplied by.</summary>
    public required float Scale;

    /// <summary>What the mask is multiplied by.</summary>
    public required float MaskScale;

    /// <summary>What is added to scores; its first element is null for nothing.</summary>
    public AttentionMatrices Mask;

    /// <summary>The number of items.</summary>
    public readonly int Count => checked(Sizes.Outer * Sizes.Inner * BlocksPerHead);

    /// <summary>The items that are worth a turn of a thread.</summary>
    public readonly int PieceLength =>
        (int)Math.Clamp(PieceVectorProducts / Math.Max(1, (long)BlockRows * Sizes.Length * (Sizes.Depth + Sizes.Columns + 16) / SimdWidth.Lanes<float>()), 1, int.MaxValue);

    /// <summary>Whether values are packed: those of whole vectors side by side are taken as they lie.</summary>
    public readonly bool PacksValues => Values.Column != 1 || !RightMatrix<float>.FitsUnpacked(Sizes.Columns);

    /// <summary>Whether the scores of a block need memory of their own.</summary>
    public readonly bool NeedsScores => ScoresLength > StackElements;

    /// <summary>The elements of the scores of a block.</summary>
    public readonly long ScoresLength => (long)BlockRows * ScoresRow;

    /// <summary>The work that comes before: the heads' keys and values are packed.</summary>
    public readonly AttentionPacking Packing => new() { Sizes = Sizes, Keys = Keys, Values = Values, PackedKeys = _packedKeys, PackedValues = _packedValues };

    private readonly int BlockRows => (int)Math.Clamp(StackElements / ScoresRow, 1, SimdWidth.TileRows);

    private readonly int BlocksPerHead => (Sizes.Rows + BlockRows - 1) / BlockRows;

    private readonly long ScoresRow => RightMatrix<float>.PackedLength(1, Sizes.Length);

    /// <summary>Says where keys and values are packed, and where scores go that do not fit the stack.</summary>
    public void Pack(float* packed, float* scores)
    {
        _packedKeys = packed;
        _packedValues = PacksValues ? packed + (RightMatrix<float>.PackedLength(Sizes.Depth, Sizes.Length) * Sizes.Outer * Sizes.Inner) : null;
        _scores = scores;
    }

    /// <inheritdoc/>
    public readonly void Execute(int start, int end)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Execute<Simd512<float>, Floats512, Vector512<float>>(start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Execute<Simd256<float>, Floats256, Vector256<float>>(start, end);
        }
        else
        {
            Execute<Simd128<float>, Floats128, Vector128<float>>(start, end);
        }
    }

    [SkipLocalsInit]
    private readonly void Execute<TSimd, TFloats, TVector>(int start, int end)
        where TSimd : struct, ISimd<TVector, float>
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        float* stack = stackalloc float[_scores is null ? (int)ScoresLength : 1];
        float* sums = stackalloc float[12];
        int blocks = BlocksPerHead;
        for (int item = start; item < end; item++)
        {
            float* scores = _scores is null ? stack : _scores + (item * ScoresLength);
            int head = item / blocks, block = item % blocks;

            // Blocks of a head are as equal as they can be.
            int row = (int)((long)block * Sizes.Rows / blocks), rows = (int)((long)(block + 1) * Sizes.Rows / blocks) - row;
            Score<TSimd, TVector>(head, row, rows, scores);
            for (int i = 0; i < rows; i++)
            {
                var mask = Mask.First is null ? null : Mask.Of(head, Sizes.Inner) + ((row + i) * Mask.Row);
                sums[i] = RowExponentials.Run<TFloats, TVector>(scores + (i * ScoresRow), Sizes.Length, Scale, mask, Mask.Column, MaskScale);
            }

            Weigh<TSimd, TFloats, TVector>(head, row, rows, scores, sums);
        }
    }

    private readonly void Score<TSimd, TVector>(int head, int row, int rows, float* scores)
        where TSimd : struct, ISimd<TVector, float>
        where TVector : unmanaged
    {
        var keys = RightMatrix<float>.Packed(_packedKeys + (head * RightMatrix<float>.PackedLength(Sizes.Depth, Sizes.Length)), Sizes.Depth, Sizes.Length);
        var tile = Plain(Sizes.Depth);
        tile.A = Queries.Of(head, Sizes.Inner) + (row * Queries.Row);
        tile.ARow = Queries.Row;
        tile.AStep = Queries.Column;
        tile.CRow = (nint)ScoresRow;
        for (int panel = 0; panel < keys.PanelCount; panel++)
        {
            int first = panel * RightMatrix<float>.PanelWidth;
            tile.B = keys.Panels + (panel * keys.PanelStride);
            tile.BStep = keys.StepOf(panel);
            tile.C = scores + first;
            TileKernels<TSimd, TVector, float>.Run(rows, Sizes.Length - first > TSimd.Lanes ? 2 : 1, &tile);
        }
    }

    [SkipLocalsInit]
    private readonly void Weigh<TSimd, TFloats, TVector>(int head, int row, int rows, float* scores, float* sums)
        where TSimd : struct, ISimd<TVector, float>
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        float* part = stackalloc float[MostTileElements];
        var values = _packedValues is null
            ? RightMatrix<float>.Unpacked(Values.Of(head, Sizes.Inner), Values.Row, Sizes.Length, Sizes.Columns)
            : RightMatrix<float>.Packed(_packedValues + (head * RightMatrix<float>.PackedLength(Sizes.Length, Sizes.Columns)), Sizes.Length, Sizes.Columns);
        var tile = Plain(Sizes.Length);
        tile.A = scores;
        tile.ARow = (nint)ScoresRow;
        tile.AStep = 1;
        tile.C = part;
        tile.CRow = RightMatrix<float>.PanelWidth;
        float* result = Result.Of(head, Sizes.Inner) + (row * Result.Row);
        for (int panel = 0; panel < values.PanelCount; panel++)
        {
            int first = panel * RightMatrix<float>.PanelWidth, width = Math.Min(RightMatrix<float>.PanelWidth, Sizes.Columns - first);
            tile.B = values.Panels + (panel * values.PanelStride);
            tile.BStep = values.StepOf(panel);
            TileKernels<TSimd, TVector, float>.Run(rows, width > TSimd.Lanes ? 2 : 1, &tile);
            for (int i = 0; i < rows; i++)
            {
                Divide<TFloats, TVector>(part + (i * tile.CRow), width, sums[i], result + (i * Result.Row) + first);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Divide<TFloats, TVector>(float* part, int width, float sum, float* result)
        where TFloats : struct, IFloats<TVector>
        where TVector : unmanaged
    {
        var factor = TFloats.All(1 / sum);
        int at = 0;
        for (; at <= width - TFloats.Lanes; at += TFloats.Lanes)
        {
            TFloats.Store(result + at, TFloats.Multiply(TFloats.Load(part + at), factor));
        }

        if (at < width)
        {
            TFloats.StoreFirst(result + at, TFloats.Multiply(TFloats.Load(part + at), factor), width - at);
        }
    }

    private static Tile<float> Plain(int length) => new() { OuterCount = 1, InnerCount = 1, Length = length };
}
