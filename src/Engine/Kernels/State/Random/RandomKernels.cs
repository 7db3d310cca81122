using System.Security.Cryptography;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>
/// Random numbers: those that a node's seeds, a given seed, a key and a counter, or a variable determine are TensorFlow's own. Stateless operations are pure, the others are not.
/// </summary>
internal static class RandomKernels
{
    private static readonly DataTypeSet s_integers = DataTypeSet.Of(DataType.Int32, DataType.Int64);
    private static readonly DataTypeSet s_fullIntegers = DataTypeSet.Of(DataType.Int32, DataType.Int64, DataType.UInt32, DataType.UInt64);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddDistributions(table);
        AddSampled(table);
        AddKeys(table);
        table.Add("RandomShuffle", node => new ShuffleKernel(RandomSource.GeneratorOf(node))).Impure();
        table.Add("Multinomial", node => new CategoricalKernel(RandomSource.OfNode(node).Take)).WhereWidened("T", DataTypeSet.Float).Where("output_dtype", s_integers).Impure();
        table.Add("StatelessMultinomial", _ => new CategoricalKernel((context, _) => RandomSource.FromSeed(context.Input(2))))
            .WhereWidened("T", DataTypeSet.Float).Where("output_dtype", s_integers);
    }

    private static void AddDistributions(KernelTable table)
    {
        table.Add("RandomUniform", node => Distributions.Uniform(node, RandomSource.OfNode(node))).Where("dtype", DataTypeSet.Float | DataTypeSet.NarrowFloat).Impure();
        table.Add("RandomStandardNormal", node => Distributions.Normal(node, RandomSource.OfNode(node))).WhereWidened("dtype", DataTypeSet.Float).Impure();
        table.Add("TruncatedNormal", node => Distributions.TruncatedNormal(node, RandomSource.OfNode(node))).WhereWidened("dtype", DataTypeSet.Float).Impure();
        table.Add("RandomUniformInt", node => Distributions.UniformInteger(node, RandomSource.OfNode(node))).Where("Tout", s_integers).Impure();
        foreach (var (suffix, source) in new[] { ("", RandomSource.Seed), ("V2", RandomSource.KeyAndCounter) })
        {
            table.Add("StatelessRandomUniform" + suffix, node => Distributions.Uniform(node, source)).Where("dtype", DataTypeSet.Float | DataTypeSet.NarrowFloat);
            table.Add("StatelessRandomNormal" + suffix, node => Distributions.Normal(node, source)).WhereWidened("dtype", DataTypeSet.Float);
            table.Add("StatelessTruncatedNormal" + suffix, node => Distributions.TruncatedNormal(node, source)).WhereWidened("dtype", DataTypeSet.Float);
            table.Add("StatelessRandomUniformInt" + suffix, node => Distributions.UniformInteger(node, source)).Where("dtype", s_integers);
            table.Add("StatelessRandomUniformFullInt" + suffix, node => Distributions.FullInteger(node, source)).Where("dtype", s_fullIntegers);
        }

        table.Add("StatefulUniform", node => Distributions.Uniform(node, RandomSource.State)).Where("dtype", DataTypeSet.Float | DataTypeSet.NarrowFloat).Impure();
        table.Add("StatefulStandardNormalV2", node => Distributions.Normal(node, RandomSource.State)).WhereWidened("dtype", DataTypeSet.Float).Impure();
        table.Add("StatefulTruncatedNormal", node => Distributions.TruncatedNormal(node, RandomSource.State)).WhereWidened("dtype", DataTypeSet.Float).Impure();
        table.Add("StatefulUniformInt", node => Distributions.UniformInteger(node, RandomSource.State)).Where("dtype", s_integers).Impure();
        table.Add("StatefulUniformFullInt", node => Distributions.FullInteger(node, RandomSource.State)).Where("dtype", s_fullIntegers).Impure();
    }

    private static void AddSampled(KernelTable table)
    {
        var results = DataTypeSet.Float | s_integers;
        table.Add("RandomGamma", node => new GammaKernel(RandomSource.OfNode(node), holdsParameters: false)).WhereWidened("T", DataTypeSet.Float).Impure();
        table.Add("StatelessRandomGammaV2", _ => new GammaKernel(RandomSource.Seed, holdsParameters: true)).WhereWidened("dtype", DataTypeSet.Float);
        table.Add("StatelessRandomGammaV3", _ => new GammaKernel(RandomSource.KeyAndCounter, holdsParameters: true)).WhereWidened("dtype", DataTypeSet.Float);
        table.Add("RandomPoisson", node => new PoissonKernel(RandomSource.OfNode(node), holdsParameters: false)).WhereWidened("dtype", DataTypeSet.Float).Impure();
        table.Add("RandomPoissonV2", node => new PoissonKernel(RandomSource.OfNode(node), holdsParameters: false)).WhereWidened("R", results).WhereWidened("dtype", results).Impure();
        table.Add("StatelessRandomPoisson", _ => new PoissonKernel(RandomSource.Seed, holdsParameters: true)).WhereWidened("Rtype", results).WhereWidened("dtype", results);
        table.Add("StatelessRandomBinomial", _ => new BinomialKernel(RandomSource.Seed)).WhereWidened("T", results).WhereWidened("dtype", results);
        table.Add("StatefulRandomBinomial", _ => new BinomialKernel(RandomSource.State)).WhereWidened("T", results).WhereWidened("dtype", results).Impure();
    }

    private static void AddKeys(KernelTable table)
    {
        table.Add("StatelessRandomGetKeyCounter", _ => new KeyKernel(hasAlgorithm: false));
        table.Add("StatelessRandomGetKeyCounterAlg", _ => new KeyKernel(hasAlgorithm: true));
        table.Add("StatelessRandomGetAlg", _ => new ActionKernel(context => context.Output(0, Shape.Scalar).WritableSpan<int>()[0] = KeyKernel.Algorithm));
        table.Add("RngReadAndSkip", _ => new ActionKernel(ReadAndSkip)).Impure();
        table.Add("RngSkip", _ => new ActionKernel(Skip)).Impure();
        table.Add("NonDeterministicInts", _ => new ActionKernel(FillUnforeseeably)).Where("dtype", s_fullIntegers).Impure();
    }

    private static void ReadAndSkip(KernelContext context)
    {
        RandomSource.RequirePhilox(RandomSource.ReadAlgorithm(context.Input(1)), isAnyAllowed: false);
        if (context.Input(2).Rank != 0)
        {
            throw OperationException.InvalidArgument($"delta must be of shape [], not {context.Input(2).Shape}");
        }

        context.Forward(0, RandomState.Take(context, (long)context.Input(2).Scalar<ulong>()).Before);
    }

    private static void Skip(KernelContext context)
    {
        RandomSource.RequirePhilox(RandomSource.ReadAlgorithm(context.Input(1)), isAnyAllowed: false);
        if (context.Input(2).Rank != 0)
        {
            throw OperationException.InvalidArgument($"input 2 (0-based) must have shape [], not {context.Input(2).Shape}");
        }

        RandomState.Take(context, context.Input(2).Scalar<long>());
    }

    private static void FillUnforeseeably(KernelContext context) => RandomNumberGenerator.Fill(context.Output(0, RandomShapes.Read(context.Input(0))).WritableBytes);
}
