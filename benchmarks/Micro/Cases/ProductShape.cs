namespace TypedModels.Micro.Cases;

/// <summary>A product of two matrices.</summary>
/// <param name="Rows">The rows of the left matrix and the result.</param>
/// <param name="Depth">The columns of the left matrix.</param>
/// <param name="Columns">The columns of the right matrix and the result.</param>
public sealed record ProductShape(int Rows, int Depth, int Columns) : IArithmetic
{
    /// <summary>Squares, and dense layers of transformers and classifiers by the rows that they get.</summary>
    public static IEnumerable<ProductShape> All { get; } =
    [
        .. new[] { 64, 128, 256, 512, 1000, 1024 }.Select(length => new ProductShape(length, length, length)),
        .. from weights in new (int Depth, int Columns)[] { (768, 768), (512, 2048), (1280, 1000) }
           from rows in new[] { 1, 4, 16, 64 }
           select new ProductShape(rows, weights.Depth, weights.Columns),
    ];

    /// <inheritdoc/>
    public double Operations => 2.0 * Rows * Depth * Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}×{Depth} · {Depth}×{Columns}";
}
