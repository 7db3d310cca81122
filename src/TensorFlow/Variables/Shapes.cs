namespace TypedModels.TensorFlow.Variables;

/// <summary>Compares shapes as graphs declare them.</summary>
internal static class Shapes
{
    /// <summary>Whether a value may have both shapes.</summary>
    public static bool AreCompatible(TensorShape left, TensorShape right)
    {
        if (!left.HasRank || !right.HasRank)
        {
            return true;
        }

        return left.Rank == right.Rank && left.Dimensions.Zip(right.Dimensions, AreCompatible).All(compatible => compatible);
    }

    private static bool AreCompatible(long left, long right) => left == right || left == TensorShape.UnknownDimension || right == TensorShape.UnknownDimension;
}
