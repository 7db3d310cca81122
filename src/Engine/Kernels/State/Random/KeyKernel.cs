using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Makes of a seed what other stateless operations take: key, counter, algorithm.</summary>
/// <param name="hasAlgorithm">Whether the algorithm is wanted too.</param>
internal sealed class KeyKernel(bool hasAlgorithm) : Kernel
{
    /// <summary>The number of the algorithm of every generator here: Philox.</summary>
    public const int Algorithm = 1;

    public override void Run(KernelContext context)
    {
        var generator = RandomSource.FromSeed(context.Input(0));
        context.Output(0, new Shape(1)).WritableSpan<ulong>()[0] = generator.Key;
        var counter = context.Output(1, new Shape(2)).WritableSpan<ulong>();
        counter[0] = generator.Low;
        counter[1] = generator.High;
        if (hasAlgorithm)
        {
            context.Output(2, Shape.Scalar).WritableSpan<int>()[0] = Algorithm;
        }
    }
}
