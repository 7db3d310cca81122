namespace FacePipeline.Faces;

/// <summary>Where a face is, in pixels from the picture's top left corner.</summary>
internal readonly record struct Box(float Top, float Left, float Bottom, float Right)
{
    public float Width => Right - Left;

    public float Height => Bottom - Top;

    public float Area => Width * Height;

    /// <summary>How much of this box lies in <paramref name="other"/>.</summary>
    public float AreaIn(Box other) =>
        Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
}
