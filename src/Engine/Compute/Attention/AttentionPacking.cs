using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Compute.Attention;

/// <summary>Packs the keys of heads, as columns, and the values where they are not taken as they lie; an item is a head.</summary>
internal unsafe struct AttentionPacking : IRangeWork
{
    private const int PieceElements = 16384;

    /// <summary>The sizes.</summary>
    public AttentionSizes Sizes;

    /// <summary>The keys.</summary>
    public AttentionMatrices Keys;

    /// <summary>The values.</summary>
    public AttentionMatrices Values;

    /// <summary>Room for the keys of all heads.</summary>
    public float* PackedKeys;

    /// <summary>Room for the values of all heads, or null.</summary>
    public float* PackedValues;

    /// <summary>The heads that are worth a turn of a thread.</summary>
    public readonly int PieceLength => Math.Max(1, PieceElements / Math.Max(1, Sizes.Length * (Sizes.Depth + Sizes.Columns)));

    /// <inheritdoc/>
    public readonly void Execute(int start, int end)
    {
        long keys = RightMatrix<float>.PackedLength(Sizes.Depth, Sizes.Length), values = RightMatrix<float>.PackedLength(Sizes.Length, Sizes.Columns);
        for (int head = start; head < end; head++)
        {
            RightMatrix<float>.Pack(Keys.Of(head, Sizes.Inner), Keys.Column, Keys.Row, Sizes.Depth, Sizes.Length, PackedKeys + (head * keys));
            if (PackedValues is not null)
            {
                RightMatrix<float>.Pack(Values.Of(head, Sizes.Inner), Values.Row, Values.Column, Sizes.Length, Sizes.Columns, PackedValues + (head * values));
            }
        }
    }
}
