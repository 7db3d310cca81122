using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Compares texts byte by byte.</summary>
/// <param name="whenEqual">The result for equal texts.</param>
/// <param name="shapes">What is done with operands of different shapes.</param>
internal sealed class TextEqualityKernel(bool whenEqual, ShapeRule shapes) : Kernel
{
    public override void Run(KernelContext context)
    {
        Tensor left = context.Input(0), right = context.Input(1);
        if (!Broadcasting.TryCombine(left.Shape, right.Shape, out var shape))
        {
            context.Output(0, Shape.Scalar).WritableSpan<bool>()[0] =
                shapes == ShapeRule.Broadcast ? throw OperationException.InvalidArgument($"Incompatible shapes: {left.Shape} vs. {right.Shape}") : !whenEqual;
            return;
        }

        var result = context.Output(0, shape).WritableSpan<bool>();
        var indices = new BroadcastIndices(BroadcastLayout.Of(shape, left.Shape, right.Shape), stackalloc int[BroadcastIndices.PositionLength], stackalloc int[BroadcastLayout.MaxOperands]);
        for (int i = 0; i < result.Length; i++)
        {
            context.ThrowIfCancelledAt(i);
            indices.MoveNext();
            result[i] = left.Texts[indices[0]].Span.SequenceEqual(right.Texts[indices[1]].Span) == whenEqual;
        }
    }
}
