using TypedModels.Engine.Kernels.Elementwise.Operators;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Negative numbers times a slope, the second operand, which is stretched to the numbers: PReLU with a slope for each channel.</summary>
internal sealed record SlopeForm : FusedForm
{
    private static readonly FunctionSet s_functions = Functions.FloatPairs<Activation.LeakyRelu>();

    public override Kernel CreateKernel(KernelNode node) => new ElementwiseKernel(s_functions[node.OutputType(0)]);

    public override InferredShape InferShape(KernelNode node) => node.InputShape(0);
}
