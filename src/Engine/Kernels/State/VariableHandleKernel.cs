using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the handle of a variable; that of a variable of TensorFlow 1 is what graphs hand around as a reference.</summary>
internal sealed class VariableHandleKernel(KernelNode node) : Kernel
{
    private readonly Tensor _handle = Tensor.CreateShared(DataType.Resource, Shape.Scalar, [VariableNode.Of(node.Operation, node.Attributes, node.Name).In(node.Resources)]);

    public override void Run(KernelContext context) => context.Forward(0, _handle);
}
