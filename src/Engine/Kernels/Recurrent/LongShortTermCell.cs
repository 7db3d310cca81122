using TypedModels.Engine.Compute.Recurrent;
using TypedModels.Engine.Kernels.Matrix;

namespace TypedModels.Engine.Kernels.Recurrent;

/// <summary>Long short-term memory, with the gates input, forget, candidate and output.</summary>
/// <param name="size">The length of a state.</param>
/// <param name="inputs">The matrix that inputs are multiplied with; null where they were multiplied before.</param>
/// <param name="states">The matrix that states are multiplied with.</param>
/// <param name="bias">What is added.</param>
internal sealed unsafe class LongShortTermCell(int size, PackedMatrix<float>? inputs, PackedMatrix<float> states, float[] bias) : RecurrentCell(size, 4, inputs, bias)
{
    public override int ScratchColumns => 0;

    public override void Run(KernelContext context, in RecurrentStep step)
    {
        Multiply(context, states, step.Before, step.Rows, step.Sums, null, step.Sums);
        var work = new LongShortTermWork(step.Sums, step.Cells, step.Hidden, Size);
        context.Share(step.Rows, work.PieceLength, ref work);
    }
}
