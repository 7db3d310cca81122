namespace TypedModels.Runtime.Shapes;

/// <summary>Compares shapes with declared ones.</summary>
internal static class DeclaredShape
{
    /// <summary>Whether a value of shape <paramref name="actual"/> is one of the declared <paramref name="dimensions"/>, −1 where unknown.</summary>
    public static bool Allows(ReadOnlySpan<long> dimensions, ReadOnlySpan<long> actual)
    {
        bool fits = dimensions.Length == actual.Length;
        for (int axis = 0; fits && axis < actual.Length; axis++)
        {
            fits = dimensions[axis] == actual[axis] || dimensions[axis] == TensorShape.UnknownDimension;
        }

        return fits;
    }
}
