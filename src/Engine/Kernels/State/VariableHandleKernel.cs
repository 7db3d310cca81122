using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the handle of a variable.</summary>
internal sealed class VariableHandleKernel(KernelNode node) : Kernel
{
    private readonly Tensor _handle =
        Tensor.CreateShared(DataType.Resource, Shape.Scalar, [node.Resources.GetOrAdd(VariableName.Of(node.Attributes, node.Name), name => new Variable(name, node.Type("dtype")))]);

    public override void Run(KernelContext context) => context.Forward(0, _handle);
}
