namespace TypedModels.Formats.Shapes;

/// <summary>What is known of the values of an operation before any call.</summary>
/// <param name="Shapes">Their shapes; null where nothing ever is known. Throws <see cref="ShapeConflictException"/> where no call can ever succeed.</param>
/// <param name="Elements">The elements of the first value, where that is a scalar or vector of integers; null where nothing ever is known.</param>
internal sealed record ShapeRule(Func<IShapeNode, InferredShape[]>? Shapes, Func<IShapeNode, Dimension[]?>? Elements)
{
    /// <summary>The most elements of a tensor that are looked at before any call: shapes and what is made of them are short.</summary>
    public const int MostElements = 32;
}
