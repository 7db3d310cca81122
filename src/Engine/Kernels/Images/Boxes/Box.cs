namespace TypedModels.Engine.Kernels.Images.Boxes;

/// <summary>A box by its sides, lower ones first.</summary>
internal readonly record struct Box(float Top, float Left, float Bottom, float Right)
{
    private float Area => (Bottom - Top) * (Right - Left);

    /// <summary>The box of four numbers, two opposite corners in any order.</summary>
    public static Box Of(ReadOnlySpan<float> corners) => new(
        Math.Min(corners[0], corners[2]), Math.Min(corners[1], corners[3]), Math.Max(corners[0], corners[2]), Math.Max(corners[1], corners[3]));

    /// <summary>The area of the intersection relative to that of the union; 0 where one of the boxes has no area.</summary>
    public float OverlapWith(in Box other)
    {
        float area = Area;
        float otherArea = other.Area;
        if (area <= 0 || otherArea <= 0)
        {
            return 0;
        }

        float height = Math.Max(Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top), 0);
        float width = Math.Max(Math.Min(Right, other.Right) - Math.Max(Left, other.Left), 0);
        float intersection = height * width;
        return intersection / (area + otherArea - intersection);
    }
}
