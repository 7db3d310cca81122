using TypedModels.Engine.Compute.Matrix;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>One function of each element, spelt out in the graph by several operations.</summary>
/// <param name="Activation">The function.</param>
internal sealed record ActivationForm(Activation Activation) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) =>
        node.OutputType(0) == DataType.Double ? new ActivationKernel<double>(Activation) : new ActivationKernel<float>(Activation);

    public override InferredShape InferShape(KernelNode node) => node.InputShape(0);
}
