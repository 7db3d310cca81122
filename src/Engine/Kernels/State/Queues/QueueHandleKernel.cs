using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Gives the handle of a queue.</summary>
internal sealed class QueueHandleKernel : Kernel
{
    private readonly Tensor _handle;

    /// <summary>Makes the queue, or finds the one that another node of the same shared name made.</summary>
    public QueueHandleKernel(KernelNode node, Func<string, ElementQueue> create)
    {
        var queue = node.Resources.GetOrAdd(VariableName.Of(node.Attributes, node.Name), create);
        if (queue.Shapes.Count > 0 && (queue.Shapes.Count != queue.Types.Count || queue.Shapes.Any(shape => !shape.IsFullyKnown)))
        {
            throw KernelNode.Unsupported($"A queue of {queue.Types.Count} components with the shapes {string.Join(", ", queue.Shapes)}.");
        }

        _handle = Tensor.CreateShared(DataType.Resource, Shape.Scalar, [queue]);
    }

    public override void Run(KernelContext context) => context.Forward(0, _handle);
}
