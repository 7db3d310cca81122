using TypedModels.Engine.Compute.Recurrent;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>Gated recurrent units whose reset gate multiplies the state itself, with the gates update, reset and candidate.</summary>
/// <param name="size">The length of a state.</param>
/// <param name="inputs">The matrix that inputs are multiplied with; null where they were multiplied before.</param>
/// <param name="gates">The matrix that states are multiplied with for update and reset.</param>
/// <param name="candidate">The matrix that states are multiplied with, once they are reset, for the candidate.</param>
/// <param name="bias">What is added.</param>
internal sealed unsafe class ResetBeforeCell(int size, PackedMatrix<float>? inputs, PackedMatrix<float> gates, PackedMatrix<float> candidate, float[] bias) : RecurrentCell(size, 3, inputs, bias)
{
    public override int ScratchColumns => 4 * Size;

    public override void Run(KernelContext context, in RecurrentStep step)
    {
        // Two sums of gates, what is left of the state, and its product.
        nint length = (nint)step.Rows * Size;
        float* sums = step.Scratch, reset = sums + (2 * length), product = reset + length;
        Multiply(context, gates, step.Before, step.Rows, sums, null, null);
        var first = new ResetBeforeWork(step.Sums, sums, reset, step.Before, null, Size);
        context.Share(step.Rows, first.PieceLength, ref first);
        Multiply(context, candidate, reset, step.Rows, product, null, null);
        var second = new ResetBeforeWork(step.Sums, sums, product, step.Before, step.Hidden, Size);
        context.Share(step.Rows, second.PieceLength, ref second);
    }
}
