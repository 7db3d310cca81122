using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Kernels.Neural;

/// <summary>Normalises rows, the elements along the innermost axes: layer normalisation, and by the root of the mean square alone.</summary>
/// <param name="Centres">Whether the mean is taken away first.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Axes">How many axes a row has.</param>
/// <param name="FirstAxis">The position of the first of them, or −1 where the graph counts from the end.</param>
/// <param name="LeastRank">How many axes the value has at least: as many as factors and offsets.</param>
/// <param name="HasFactors">Whether input 1 is a factor for each element of a row.</param>
/// <param name="HasOffsets">Whether the last input is what is added to each element of a row, behind the factor.</param>
internal sealed record NormalisationForm(bool Centres, double Epsilon, int Axes, int FirstAxis, int LeastRank, bool HasFactors, bool HasOffsets) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) =>
        node.OutputType(0) == DataType.Double ? new NormalisationKernel<double>(this) : new NormalisationKernel<float>(this);

    public override InferredShape InferShape(KernelNode node) => node.InputShape(0);
}
