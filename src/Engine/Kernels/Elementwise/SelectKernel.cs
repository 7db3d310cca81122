using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Takes each element from the second operand where the first says so, else from the third.</summary>
/// <param name="takesRows">Whether operands must have the same shape, and the condition may also be one for all or one for each row; otherwise they are stretched.</param>
internal sealed class SelectKernel(bool takesRows = false) : Kernel
{
    public override void Run(KernelContext context)
    {
        Tensor condition = context.Input(0), yes = context.Input(1), no = context.Input(2);
        var conditionShape = condition.Shape;
        Shape shape;
        if (takesRows)
        {
            shape = yes.Shape;
            conditionShape = RowCondition(conditionShape, shape, no.Shape);
        }
        else if (!Broadcasting.TryCombine(yes.Shape, no.Shape, out var values))
        {
            throw Incompatible(condition.Shape, yes.Shape, no.Shape);
        }
        else if (!Broadcasting.TryCombine(conditionShape, values, out shape))
        {
            throw Incompatible(condition.Shape, yes.Shape, no.Shape);
        }

        if (condition.Count == 1 && (condition.Scalar<bool>() ? yes : no) is var chosen && chosen.Shape == shape)
        {
            context.Forward(0, chosen);
            return;
        }

        var layout = BroadcastLayout.Of(shape, conditionShape, yes.Shape, no.Shape);
        switch (yes.Type)
        {
            case DataType.String:
                SelectTexts(context, context.Output(0, shape).WritableTexts, layout, condition.Span<bool>(), yes.Texts, no.Texts);
                break;
            case DataType.Resource or DataType.Variant:
                SelectObjects(context.Output(0, shape), layout, condition, yes, no);
                break;
            default:
                SelectNumbers(context, context.Output(0, shape), layout, condition, yes, no);
                break;
        }
    }

    private static Shape RowCondition(in Shape condition, in Shape yes, in Shape no)
    {
        if (yes != no)
        {
            throw OperationException.InvalidArgument($"'then' and 'else' must have the same size.  but received: {yes} vs. {no}");
        }

        if (condition.Rank == 0 || condition == yes)
        {
            return condition;
        }

        if (condition.Rank != 1 || yes.Rank == 0 || condition[0] != yes[0])
        {
            throw OperationException.InvalidArgument(condition.Rank == 1 && yes.Rank > 0
                ? $"Number of batches of 'then' must match size of 'cond', but saw: {yes[0]} vs. {condition[0]}"
                : $"'cond' must be a vector or have the shape of 'then', but saw shape: {condition} vs. {yes}");
        }

        Span<int> lengths = stackalloc int[yes.Rank];
        lengths.Fill(1);
        lengths[0] = condition[0];
        return new Shape(lengths);
    }

    private static unsafe void SelectNumbers(KernelContext context, Tensor result, in BroadcastLayout layout, Tensor condition, Tensor yes, Tensor no)
    {
        if (result.Count == 0)
        {
            return;
        }

        int size = DataTypes.SizeOf(result.Type);
        var function = SelectFunction.OfSize(size);
        var work = new ElementwiseWork<ElementFunction>(function, layout, result.Pointer, size);
        work.SetOperand(0, condition.Pointer, 1);
        work.SetOperand(1, yes.Pointer, size);
        work.SetOperand(2, no.Pointer, size);
        context.Share(result.Count / work.ItemLength, Math.Max(1, function.PieceLength / work.ItemLength), ref work);
    }

    private static void SelectTexts(
        KernelContext context, Span<ReadOnlyMemory<byte>> result, BroadcastLayout layout, ReadOnlySpan<bool> condition, ReadOnlySpan<ReadOnlyMemory<byte>> yes, ReadOnlySpan<ReadOnlyMemory<byte>> no)
    {
        var indices = new BroadcastIndices(layout, stackalloc int[BroadcastIndices.PositionLength], stackalloc int[BroadcastLayout.MaxOperands]);
        for (int i = 0; i < result.Length; i++)
        {
            context.ThrowIfCancelledAt(i);
            indices.MoveNext();
            result[i] = condition[indices[0]] ? yes[indices[1]] : no[indices[2]];
        }
    }

    private static void SelectObjects(Tensor result, BroadcastLayout layout, Tensor condition, Tensor yes, Tensor no)
    {
        var indices = new BroadcastIndices(layout, stackalloc int[BroadcastIndices.PositionLength], stackalloc int[BroadcastLayout.MaxOperands]);
        for (int i = 0; i < result.Count; i++)
        {
            indices.MoveNext();
            if (condition.Span<bool>()[indices[0]])
            {
                Elements.Copy(yes, indices[1], result, i, 1);
            }
            else
            {
                Elements.Copy(no, indices[2], result, i, 1);
            }
        }
    }

    private static OperationException Incompatible(in Shape condition, in Shape yes, in Shape no) =>
        OperationException.InvalidArgument($"condition {condition}, then {yes}, and else {no} must be broadcastable");
}
