namespace TypedModels.Formats.Shapes;

/// <summary>What is known of one value of a graph.</summary>
/// <param name="Shape">Of its shape.</param>
internal sealed record ValueFacts(InferredShape Shape)
{
    /// <summary>Nothing.</summary>
    public static ValueFacts Unknown { get; } = new(InferredShape.Unknown);

    /// <summary>Of its elements, when it is a scalar or vector of integers.</summary>
    public Dimension[]? Elements { get; init; }

    /// <summary>Its elements, few integers in any shape, when they are the same in every call.</summary>
    public long[]? Constant { get; init; }

    /// <summary>Of the shape of the variable, when it is a handle of one.</summary>
    public InferredShape Held { get; init; } = InferredShape.Unknown;

    /// <summary>What is known of a value that is one of two.</summary>
    public ValueFacts Or(ValueFacts other) => ReferenceEquals(this, other) ? this : new(Shape.Or(other.Shape))
    {
        Held = Held.Or(other.Held),
        Elements = Elements is { } elements && other.Elements is { } others && elements.SequenceEqual(others) ? elements : null,
        Constant = Constant is { } constant && other.Constant is { } another && constant.SequenceEqual(another) ? constant : null,
    };

    /// <summary>With what a file declares of the shape, which counts for nothing where it contradicts what is known.</summary>
    public ValueFacts And(InferredShape declared) => Shape.MayEqual(declared) ? this with { Shape = Shape.And(declared) } : this;

    /// <summary>All of it as text: equal texts mean equal facts.</summary>
    public override string ToString() => $"{Shape} {Text(Elements)} {Text(Constant)} {Held}";

    private static string Text<T>(T[]? values) => values is null ? "-" : string.Join(",", values);
}
