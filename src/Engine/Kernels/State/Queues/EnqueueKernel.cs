using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Adds one element to a queue, or the rows of tensors as one each.</summary>
/// <param name="isMany">Whether each row is an element.</param>
internal sealed class EnqueueKernel(bool isMany) : Kernel
{
    public override void Run(KernelContext context)
    {
        var queue = Handles.Of<ElementQueue>(context.Input(0));
        if (queue.Types.Count != context.InputCount - 1)
        {
            throw OperationException.InvalidArgument($"An element of the queue has {queue.Types.Count} tensors, and {context.InputCount - 1} are given.");
        }

        for (int i = 0; i < queue.Types.Count; i++)
        {
            if (context.Input(i + 1).Type != queue.Types[i])
            {
                throw OperationException.InvalidArgument($"Tensor {i} of an element is of {queue.Types[i].ToWord()}, and {context.Input(i + 1)} is given.");
            }
        }

        var elements = isMany ? Rows(context) : [Values(context)];
        foreach (var element in elements)
        {
            RequireShapes(queue, element);
        }

        queue.Add(elements);
    }

    private static void RequireShapes(ElementQueue queue, Tensor[] element)
    {
        for (int i = 0; i < queue.Shapes.Count; i++)
        {
            var expected = Shape.From(queue.Shapes[i].Dimensions.AsSpan());
            if (element[i].Shape != expected)
            {
                throw OperationException.InvalidArgument($"Shape mismatch in tuple component {i}. Expected {expected}, got {element[i].Shape}");
            }
        }
    }

    private static Tensor[] Values(KernelContext context)
    {
        var values = new Tensor[context.InputCount - 1];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Input(i + 1).ToShared(context.Resources.Budget);
        }

        return values;
    }

    private static Tensor[][] Rows(KernelContext context)
    {
        int rows = -1;
        for (int i = 1; i < context.InputCount; i++)
        {
            var values = context.Input(i);
            if (values.Rank == 0 || (rows >= 0 && values[0] != rows))
            {
                throw OperationException.InvalidArgument($"All tensors of several elements have as many rows: {values} has not {rows}.");
            }

            rows = values[0];
        }

        var elements = new Tensor[Math.Max(rows, 0)][];
        for (int row = 0; row < elements.Length; row++)
        {
            context.ThrowIfCancelled();
            elements[row] = new Tensor[context.InputCount - 1];
            for (int i = 0; i < elements[row].Length; i++)
            {
                elements[row][i] = Row(context, context.Input(i + 1), row);
            }
        }

        return elements;
    }

    private static Tensor Row(KernelContext context, Tensor values, int row)
    {
        var shape = values.Shape.Remove(0);
        var part = context.Pool.RentTensor();
        try
        {
            context.Allocate(part, values.Type, shape);
            Elements.Copy(values, row * shape.Count, part, 0, shape.Count);
            return part.ToShared(context.Resources.Budget);
        }
        finally
        {
            context.Pool.Return(part);
        }
    }
}
