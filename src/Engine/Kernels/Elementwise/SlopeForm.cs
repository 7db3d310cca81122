using TypedModels.Engine.Kernels.Elementwise.Operators;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Negative numbers times a slope, the second operand, which is stretched to the numbers: PReLU with a slope for each channel.</summary>
internal sealed record SlopeForm : FusedForm
{
    private static readonly FunctionSet s_functions = Functions.FloatPairs<Activation.LeakyRelu>();

    public override Kernel CreateKernel(KernelNode node) => new ElementwiseKernel(s_functions[node.OutputType(0)]);
}
