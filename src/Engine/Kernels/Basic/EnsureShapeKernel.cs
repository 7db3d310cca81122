namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Hands on its input, whose shape must be the one that is expected.</summary>
/// <param name="expected">The shape; unknown axes fit any length.</param>
internal sealed class EnsureShapeKernel(TensorShape expected) : Kernel
{
    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        if (!Fits(input.Shape.Lengths))
        {
            throw OperationException.InvalidArgument($"Shape of tensor {input.Shape} is not compatible with expected shape {expected}.");
        }

        context.Forward(0, input);
    }

    private bool Fits(ReadOnlySpan<int> lengths)
    {
        if (!expected.HasRank)
        {
            return true;
        }

        var dimensions = expected.Dimensions.AsSpan();
        bool fits = dimensions.Length == lengths.Length;
        for (int axis = 0; fits && axis < lengths.Length; axis++)
        {
            fits = dimensions[axis] == TensorShape.UnknownDimension || dimensions[axis] == lengths[axis];
        }

        return fits;
    }
}
