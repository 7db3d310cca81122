namespace TypedModels.Engine.Kernels.Convolution;

/// <summary>A convolution of each channel by itself and those around it, as one.</summary>
/// <param name="Kernel">Their kernel, which has taken in what they knew.</param>
internal sealed record StreamedConvolutionForm(StreamedConvolutionKernel Kernel) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) => Kernel;
}
