namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>The product of the innermost axes of a value with known weights, a matrix; the other axes stay.</summary>
/// <param name="Inner">The lengths of the innermost axes: the rows of the matrix.</param>
/// <param name="Columns">The lengths of the axes that take their place: the matrix's columns.</param>
/// <param name="Rank">The axes of the value.</param>
/// <param name="IsLeastRank">Whether the value may have more axes.</param>
/// <param name="IsTransposed">Whether the columns of the matrix given are its rows.</param>
internal sealed record DenseForm(int[] Inner, int[] Columns, int Rank, bool IsLeastRank, bool IsTransposed) : FusedForm
{
    /// <summary>The number of columns of the matrix.</summary>
    public int ColumnCount => Columns.Aggregate(1, (product, length) => product * length);

    public override Kernel CreateKernel(KernelNode node) => node.OutputType(0) == DataType.Double ? new DenseKernel<double>(node, this) : new DenseKernel<float>(node, this);
}
