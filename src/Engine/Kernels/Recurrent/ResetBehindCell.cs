using TypedModels.Engine.Compute.Recurrent;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>Gated recurrent units whose reset gate multiplies a product of the state, with the gates update, reset and candidate.</summary>
/// <param name="size">The length of a state.</param>
/// <param name="inputs">The matrix that inputs are multiplied with; null where they were multiplied before.</param>
/// <param name="states">The matrix that states are multiplied with.</param>
/// <param name="bias">What is added to the products of inputs.</param>
/// <param name="stateBias">What is added to the products of states.</param>
internal sealed unsafe class ResetBehindCell(int size, PackedMatrix<float>? inputs, PackedMatrix<float> states, float[] bias, float[] stateBias) : RecurrentCell(size, 3, inputs, bias)
{
    public override int ScratchColumns => Columns;

    public override void Run(KernelContext context, in RecurrentStep step)
    {
        fixed (float* added = stateBias)
        {
            Multiply(context, states, step.Before, step.Rows, step.Scratch, added, null);
        }

        var work = new ResetBehindWork(step.Sums, step.Scratch, step.Before, step.Hidden, Size);
        context.Share(step.Rows, work.PieceLength, ref work);
    }
}
