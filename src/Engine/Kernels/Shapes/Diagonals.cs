using TypedModels.Engine.Compute.Moves;
using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>A band of diagonals of matrices: 0 is the main one, positive numbers are above it. In a tensor of their own they lie one after the other, the uppermost first, each as long as the longest.</summary>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
internal readonly record struct Diagonals(int Lowest, int Highest)
{
    /// <summary>How many there are.</summary>
    public int Count => Highest - Lowest + 1;

    /// <summary>Reads which: one number, or the lowest and the highest.</summary>
    public static Diagonals Read(Tensor bounds)
    {
        if (bounds.Rank > 1 || bounds.Count is 0 or > 2)
        {
            throw OperationException.InvalidArgument($"diag_index must be a scalar or vector with one or two elements, received shape: {bounds.Shape}");
        }

        long lowest = bounds.Integer(0), highest = bounds.Integer(bounds.Count - 1);
        return lowest <= highest
            ? new Diagonals((int)lowest, (int)highest)
            : throw OperationException.InvalidArgument($"lower_diag_index must not be larger than upper_diag_index: {lowest} > {highest}");
    }

    /// <summary>Makes sure that matrices of so many rows and columns have them.</summary>
    public void RequireInside(int rows, int columns)
    {
        if ((Lowest <= -rows || Lowest >= columns) && Lowest != 0)
        {
            throw OperationException.InvalidArgument($"lower_diag_index is out of bound: {Lowest}. It must be between {-rows} and {columns}");
        }

        if ((Highest <= -rows || Highest >= columns) && Highest != 0)
        {
            throw OperationException.InvalidArgument($"upper_diag_index is out of bound: {Highest}. It must be between {-rows} and {columns}");
        }
    }

    /// <summary>The length of the longest.</summary>
    public int LongestOf(int rows, int columns) => Math.Min(rows + Math.Min(Highest, 0), columns - Math.Max(Lowest, 0));

    /// <summary>The shape of the diagonals of matrices.</summary>
    public Shape ShapeOf(in Shape matrices)
    {
        int longest = LongestOf(matrices[^2], matrices[^1]);
        return Count > 1 ? Shape.Concat(matrices.Lengths[..^2], [Count, longest]) : Shape.Concat(matrices.Lengths[..^2], [longest]);
    }

    /// <summary>Copies them out of matrices, or into them.</summary>
    /// <param name="context">The call.</param>
    /// <param name="matrices">The matrices, not empty.</param>
    /// <param name="diagonals">The diagonals.</param>
    /// <param name="alignment">At which end the short ones are padded.</param>
    /// <param name="writes">Whether the matrices are written.</param>
    public void Move(KernelContext context, Tensor matrices, Tensor diagonals, DiagonalAlignment alignment, bool writes)
    {
        int rows = matrices[^2], columns = matrices[^1], longest = diagonals[^1];
        int batches = matrices.Shape.Product(0, matrices.Rank - 2);
        for (int diagonal = Highest; diagonal >= Lowest; diagonal--)
        {
            int length = LengthOf(diagonal, rows, columns);
            int inMatrix = diagonal >= 0 ? diagonal : -diagonal * columns;
            int inBand = ((Highest - diagonal) * longest) + (alignment.IsLeft(diagonal) ? 0 : longest - length);
            var loops = writes ? new CopyLoops(inBand, inMatrix) : new CopyLoops(inMatrix, inBand);
            int matrix = rows * columns, band = Count * longest;
            loops.Add(batches, writes ? band : matrix, writes ? matrix : band);
            loops.Add(length, writes ? 1 : columns + 1, writes ? columns + 1 : 1);
            TensorMove.Run(context, writes ? diagonals : matrices, writes ? matrices : diagonals, loops);
        }
    }

    /// <summary>Whether all are as long as the longest.</summary>
    public bool AreWhole(int rows, int columns) => Count == 1 || (LengthOf(Lowest, rows, columns) == LengthOf(Highest, rows, columns) && LongestOf(rows, columns) == LengthOf(Lowest, rows, columns));

    private static int LengthOf(int diagonal, int rows, int columns) => Math.Max(0, Math.Min(rows + Math.Min(diagonal, 0), columns - Math.Max(diagonal, 0)));
}
