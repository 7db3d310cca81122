
namespace TypedModels.Engine.Kernels.Shapes;

/// <summary>Reads diagonals of matrices.</summary>
/// <param name="alignment">At which end short diagonals are padded.</param>
internal sealed class MatrixDiagPartKernel(DiagonalAlignment alignment) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (input.Rank < 2)
        {
            throw OperationException.InvalidArgument($"input must be at least 2-dim, received shape: {input.Shape}");
        }

        var band = context.InputCount > 1 ? Diagonals.Read(context.Input(1)) : default;
        band.RequireInside(input[^2], input[^1]);
        var output = context.Output(0, band.ShapeOf(input.Shape));
        if (output.Count == 0)
        {
            return;
        }

        if (!band.AreWhole(input[^2], input[^1]))
        {
            Filling.Repeat(context, context.Input(2), output);
        }

        band.Move(context, input, output, alignment, writes: false);
    }
}
