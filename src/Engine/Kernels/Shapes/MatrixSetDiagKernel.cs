using TypedModels.Engine.Kernels.Moves;

namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Gives matrices with other diagonals.</summary>
/// <param name="alignment">At which end short diagonals are padded.</param>
internal sealed class MatrixSetDiagKernel(DiagonalAlignment alignment) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var diagonals = context.Input(1);
        if (input.Rank < 2 || diagonals.Rank == 0)
        {
            throw OperationException.InvalidArgument(
                input.Rank < 2 ? $"input must be at least 2-dim, received shape: {input.Shape}" : $"diagonal must be at least 1-dim, received shape: {diagonals.Shape}");
        }

        var band = context.InputCount > 2 ? Diagonals.Read(context.Input(2)) : default;
        band.RequireInside(input[^2], input[^1]);
        var expected = band.ShapeOf(input.Shape);
        if (diagonals.Shape != expected)
        {
            throw OperationException.InvalidArgument(
                $"Either first dimensions of diagonal don't match input.shape[:-2], or diagonal.shape[:-1] is not equal to the longests diagonal in range [lower_diag_index:upper_diag_index].\nInput shape: {input.Shape}\nDiagonal shape: {diagonals.Shape}\nExpected diagonal shape: {expected}");
        }

        var output = Copies.OfInput(context, 0);
        if (output.Count > 0)
        {
            band.Move(context, output, diagonals, alignment, writes: true);
        }
    }
}
