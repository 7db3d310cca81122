namespace TypedModels.Tool.Check.Comparison;

/// <summary>How far a floating-point answer may lie from the recorded one: by <c>absolute + relative × |recorded|</c>. Everything else has to be exact.</summary>
internal sealed record Tolerance
{
    /// <summary>The relative part where the user gave none, for types of at least 32 bits.</summary>
    public const double DefaultRelative = 1e-4;

    /// <summary>The absolute part where the user gave none.</summary>
    public const double DefaultAbsolute = 1e-5;

    // The spacing of the numbers of a type, relative to their size: one bit of its significand (11 bits for half, 8 for bfloat16).
    private const double HalfSpacing = 1.0 / (1 << 10);
    private const double BFloat16Spacing = 1.0 / (1 << 7);

    /// <summary>The relative part that the user gave, or null.</summary>
    public double? Relative { get; init; }

    /// <summary>The absolute part.</summary>
    public double Absolute { get; init; } = DefaultAbsolute;

    /// <summary>
    /// The relative part for elements of a type. Neighbouring 16-bit numbers lie further apart than the default allows: for them it is one spacing, unless the user gave a value, which holds for every type.
    /// </summary>
    public double RelativeFor(DataType type) => Relative ?? type switch
    {
        DataType.Half => HalfSpacing,
        DataType.BFloat16 => BFloat16Spacing,
        _ => DefaultRelative,
    };
}
