using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Takes one element out of a queue, or several as the rows of tensors.</summary>
/// <param name="isMany">Whether several are taken.</param>
/// <param name="isFewerEnough">Whether fewer will do when the queue is closed.</param>
internal sealed class DequeueKernel(bool isMany, bool isFewerEnough) : Kernel
{
    public override void Run(KernelContext context)
    {
        var queue = Handles.Of<ElementQueue>(context.Input(0));
        if (queue.Types.Count != context.OutputCount)
        {
            throw OperationException.InvalidArgument($"An element of the queue has {queue.Types.Count} tensors, and {context.OutputCount} are taken.");
        }

        if (isMany && queue.Shapes.Count == 0)
        {
            throw OperationException.InvalidArgument("DequeueMany and DequeueUpTo require the components of a queue to have specified shapes.");
        }

        int count = isMany ? Count(context) : 1;
        var elements = queue.Take(count, isFewerEnough);
        for (int i = 0; i < context.OutputCount; i++)
        {
            if (context.ResultType(i) != queue.Types[i])
            {
                throw OperationException.InvalidArgument($"Tensor {i} of an element is of {queue.Types[i].ToWord()}, and {context.ResultType(i).ToWord()} is taken.");
            }

            if (isMany)
            {
                Stack(context, elements, i, Shape.From(queue.Shapes[i].Dimensions.AsSpan()));
            }
            else
            {
                context.Forward(i, elements[0][i]);
            }
        }
    }

    private static int Count(KernelContext context)
    {
        int count = context.Input(1) is { Rank: 0, Type: DataType.Int32 } given ? given.Scalar<int>() : -1;
        return count >= 0 ? count : throw OperationException.InvalidArgument($"DequeueManyOp requested {context.Input(1)} < 0 elements");
    }

    private static void Stack(KernelContext context, Tensor[][] elements, int component, in Shape shape)
    {
        var output = context.Output(component, shape.Insert(0, elements.Length));
        for (int i = 0; i < elements.Length; i++)
        {
            Elements.Copy(elements[i][component], 0, output, i * shape.Count, shape.Count);
        }
    }
}
