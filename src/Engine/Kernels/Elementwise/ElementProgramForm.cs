namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Several operations that work element by element, as one.</summary>
/// <param name="Program">The operations.</param>
/// <param name="Whole">A bit for each operand: whether it has the shape of the result, and is not stretched.</param>
internal sealed record ElementProgramForm(ElementProgram Program, int Whole) : FusedForm
{
    public override Kernel CreateKernel(KernelNode node) => new ElementProgramKernel(Program, Whole);
}
