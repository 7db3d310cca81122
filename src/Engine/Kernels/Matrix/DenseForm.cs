using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The product of the innermost axes of a value with known weights, a matrix; the other axes stay.</summary>
/// <param name="Inner">The lengths of the innermost axes: the rows of the matrix.</param>
/// <param name="Columns">The lengths of the axes that take their place: the matrix's columns.</param>
/// <param name="Rank">The axes of the value.</param>
/// <param name="IsLeastRank">Whether the value may have more axes.</param>
/// <param name="Outer">The lengths that the axes before them must have, −1 for any; null for any axes.</param>
/// <param name="IsTransposed">Whether the columns of the matrix given are its rows.</param>
internal sealed record DenseForm(int[] Inner, int[] Columns, int Rank, bool IsLeastRank, int[]? Outer, bool IsTransposed) : FusedForm
{
    /// <summary>The number of columns of the matrix.</summary>
    public int ColumnCount => Columns.Aggregate(1, (product, length) => product * length);

    /// <summary>The least number of axes of the result.</summary>
    public int ResultRank => Rank - Inner.Length + Columns.Length;

    public override Kernel CreateKernel(KernelNode node) => node.OutputType(0) == DataType.Double ? new DenseKernel<double>(node, this) : new DenseKernel<float>(node, this);

    public override InferredShape InferShape(KernelNode node) =>
        node.InputShape(0) is { HasRank: true } input && input.Rank >= Inner.Length
            ? input.Slice(0, input.Rank - Inner.Length).Concat(new InferredShape([.. Columns.Select(length => (Dimension)length)]))
            : InferredShape.Unknown;
}
