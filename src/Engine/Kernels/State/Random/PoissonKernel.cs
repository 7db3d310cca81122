using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Numbers of Poisson distributions.</summary>
internal sealed class PoissonKernel(RandomSource source, bool holdsParameters) : SampledKernel(source, holdsParameters)
{
    protected override Shape ParameterShape(KernelContext context) => context.Input(FirstParameter).Shape;

    protected override void Draw(KernelContext context, Philox generator, int drawn, int parameter, in Shape parameters, Tensor output, int position)
    {
        generator.Skip(PoissonNumbers.BlocksPerNumber * (ulong)drawn);
        Write(output, position, PoissonNumbers.Draw(generator, Number(context.Input(FirstParameter), parameter)));
    }
}
