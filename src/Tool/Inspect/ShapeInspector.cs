namespace TypedModels.Tool.Inspect;

/// <summary>Shapes as JSON tells them apart: null for an unknown rank, <c>[]</c> for a scalar, null for an unknown dimension.</summary>
internal static class ShapeInspector
{
    /// <summary>The dimensions of <paramref name="shape"/>.</summary>
    public static IReadOnlyList<long?>? Inspect(TensorShape shape) =>
        shape.HasRank ? [.. shape.Dimensions.Select(dimension => dimension == TensorShape.UnknownDimension ? (long?)null : dimension)] : null;

    /// <summary>The shape with these dimensions.</summary>
    public static TensorShape Shape(IReadOnlyList<long?>? dimensions) =>
        dimensions is null ? TensorShape.Unknown : new TensorShape([.. dimensions.Select(dimension => dimension ?? TensorShape.UnknownDimension)]);
}
