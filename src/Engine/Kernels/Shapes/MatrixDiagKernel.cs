using TypedModels.Engine.Kernels.Moves;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Makes matrices of diagonals.</summary>
/// <param name="alignment">At which end short diagonals are padded.</param>
internal sealed class MatrixDiagKernel(DiagonalAlignment alignment) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank == 0)
        {
            throw OperationException.InvalidArgument("diagonal must be at least 1-dim, received shape: []");
        }

        bool hasBounds = context.InputCount > 1;
        var band = hasBounds ? Diagonals.Read(context.Input(1)) : default;
        if (band.Count > 1 && (input.Rank < 2 || input[^2] != band.Count))
        {
            throw OperationException.InvalidArgument("The number of diagonals provided in the input does not match the lower_diag_index and upper_diag_index range.");
        }

        var (rows, columns) = hasBounds ? ReadSize(context, band, input[^1]) : (input[^1], input[^1]);
        var output = context.Output(0, Shape.Concat(input.Shape.Lengths[..^(band.Count > 1 ? 2 : 1)], [(int)rows, (int)columns]));
        if (output.Count == 0)
        {
            return;
        }

        if (hasBounds)
        {
            Filling.Repeat(context, context.Input(4), output);
        }
        else
        {
            Elements.Clear(output, 0, output.Count);
        }

        band.Move(context, output, input, alignment, writes: true);
    }

    private static (long Rows, long Columns) ReadSize(KernelContext context, Diagonals band, int longest)
    {
        long rows = Indices.Scalar(context.Input(2), "num_rows"), columns = Indices.Scalar(context.Input(3), "num_cols");
        if (context.Input(4).Rank != 0)
        {
            throw OperationException.InvalidArgument($"padding_value must be a scalar, received shape {context.Input(4).Shape}");
        }

        long leastRows = (long)longest - Math.Min(band.Highest, 0), leastColumns = (long)longest + Math.Max(band.Lowest, 0);
        if ((rows != -1 && rows < leastRows) || (columns != -1 && columns < leastColumns))
        {
            throw OperationException.InvalidArgument(rows != -1 && rows < leastRows ? "The number of rows is too small." : "The number of columns is too small.");
        }

        (rows, columns) = rows == -1 && columns == -1 ? (Math.Max(leastRows, leastColumns), Math.Max(leastRows, leastColumns))
            : (rows == -1 ? leastRows : rows, columns == -1 ? leastColumns : columns);
        if ((rows != leastRows && columns != leastColumns) || rows > int.MaxValue || columns > int.MaxValue)
        {
            throw OperationException.InvalidArgument("The number of rows or columns is not consistent with the specified d_lower, d_upper, and diagonal.");
        }

        band.RequireInside((int)rows, (int)columns);
        return (rows, columns);
    }
}
