using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Queues;

/// <summary>Gives the handle of a queue.</summary>
internal sealed class QueueHandleKernel : Kernel
{
    private readonly Tensor _handle;

    /// <summary>Makes the queue, or finds the one that another node of the same shared name made.</summary>
    public QueueHandleKernel(KernelNode node, Func<string, ElementQueue> create) =>
        _handle = Tensor.CreateShared(DataType.Resource, Shape.Scalar, [node.Resources.GetOrAdd(VariableName.Of(node.Attributes, node.Name), create)]);

    public override void Run(KernelContext context) => context.Forward(0, _handle);
}
