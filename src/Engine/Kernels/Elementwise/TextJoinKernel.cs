using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Writes texts one behind the other: addition of texts.</summary>
internal sealed class TextJoinKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Tensor left = context.Input(0), right = context.Input(1);
        if (!Broadcasting.TryCombine(left.Shape, right.Shape, out var shape))
        {
            throw OperationException.InvalidArgument($"Incompatible shapes: {left.Shape} vs. {right.Shape}");
        }

        var result = context.Output(0, shape).WritableTexts;
        var indices = new BroadcastIndices(BroadcastLayout.Of(shape, left.Shape, right.Shape), stackalloc int[BroadcastIndices.PositionLength], stackalloc int[BroadcastLayout.MaxOperands]);
        for (int i = 0; i < result.Length; i++)
        {
            context.ThrowIfCancelledAt(i);
            indices.MoveNext();
            var first = left.Texts[indices[0]].Span;
            var second = right.Texts[indices[1]].Span;
            var joined = context.Texts.Rent(checked(first.Length + second.Length));
            first.CopyTo(joined.Span);
            second.CopyTo(joined.Span[first.Length..]);
            result[i] = joined;
        }
    }
}
