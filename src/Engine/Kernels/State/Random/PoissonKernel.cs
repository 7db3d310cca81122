using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Numbers of Poisson distributions; computed in double where the rates are of 64 bits, else in float.</summary>
internal sealed class PoissonKernel(RandomSource source, bool holdsParameters) : SampledKernel(source, holdsParameters)
{
    protected override Shape ParameterShape(KernelContext context) => context.Input(FirstParameter).Shape;

    protected override void Draw(KernelContext context, Philox generator, int drawn, int parameter, in Shape parameters, Tensor output, int position)
    {
        generator.Skip(PoissonNumbers.BlocksPerNumber * (ulong)drawn);
        var rates = context.Input(FirstParameter);
        double rate = Number(rates, parameter);
        Write(output, position, rates.Type is DataType.Double or DataType.Int64
            ? PoissonNumbers.Draw<double, UniformDouble>(generator, rate)
            : PoissonNumbers.Draw<float, UniformFloat>(generator, (float)rate));
    }
}
