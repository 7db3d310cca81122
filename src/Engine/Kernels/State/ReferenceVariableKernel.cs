using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State;

/// <summary>Gives the handle of a variable of TensorFlow 1, which graphs hand around as a reference.</summary>
internal sealed class ReferenceVariableKernel(KernelNode node) : Kernel
{
    private readonly Tensor _handle = Tensor.CreateShared(
        DataType.Resource,
        Shape.Scalar,
        [node.Resources.GetOrAdd(VariableName.Of(node.Attributes, node.Name), name => new Variable(name, node.Type("dtype")) { DeclaredShape = Declared(node) })]);

    public override void Run(KernelContext context) => context.Forward(0, _handle);

    private static Shape? Declared(KernelNode node) => node.Shape("shape") is { IsFullyKnown: true } shape ? Shape.From(shape.Dimensions.AsSpan()) : null;
}
