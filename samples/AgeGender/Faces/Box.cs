namespace AgeGender.Faces;

/// <summary>Where a face is, in pixels.</summary>
internal readonly record struct Box(float Top, float Left, float Bottom, float Right)
{
    /// <summary>A box with a margin on each side, as a part of its own size.</summary>
    public Box Grow(float margin)
    {
        float vertical = (Bottom - Top) * margin, horizontal = (Right - Left) * margin;
        return new Box(Top - vertical, Left - horizontal, Bottom + vertical, Right + horizontal);
    }
}
