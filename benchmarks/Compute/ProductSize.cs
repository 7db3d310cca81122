namespace TypedModels.Benchmarks;

/// <summary>A matrix product that a model holds.</summary>
/// <param name="Where">The model and the layer.</param>
/// <param name="Rows">The rows of the left matrix and the result.</param>
/// <param name="Depth">The columns of the left matrix.</param>
/// <param name="Columns">The columns of the right matrix and the result.</param>
internal sealed record ProductSize(string Where, int Rows, int Depth, int Columns)
{
    /// <summary>The layers of the models that are measured, as products.</summary>
    public static IReadOnlyList<ProductSize> OfModels { get; } =
    [
        new("square", 1024, 1024, 1024),
        new("square, odd", 1000, 1000, 1000),
        new("mobilenet_v2 first", 112 * 112, 27, 32),
        new("mobilenet_v2 expand 16", 112 * 112, 16, 96),
        new("mobilenet_v2 project 96", 56 * 56, 96, 24),
        new("mobilenet_v2 expand 64", 14 * 14, 64, 384),
        new("mobilenet_v2 project 576", 14 * 14, 576, 96),
        new("mobilenet_v2 last", 7 * 7, 320, 1280),
        new("mobilenet_v2 classes", 1, 1280, 1000),
        new("wide_resnet 3x3x16", 32 * 32, 144, 16),
        new("wide_resnet 3x3x32", 16 * 16, 288, 32),
        new("wide_resnet 3x3x64", 8 * 8, 576, 64),
        new("digits dense", 1, 512, 64),
        new("face_embedder", 12 * 12, 288, 64),
        new("dense, 4 rows", 4, 1024, 1024),
    ];

    /// <summary>The floating-point operations.</summary>
    public double Operations => 2.0 * Rows * Depth * Columns;

    public override string ToString() => $"{Where} {Rows}x{Depth}x{Columns}";
}
