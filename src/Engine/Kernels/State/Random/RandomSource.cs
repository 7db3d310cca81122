using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Random;

/// <summary>Where an operation takes its random numbers from, and which inputs follow from that.</summary>
/// <param name="Shape">The input that says which shape is wanted.</param>
/// <param name="FirstArgument">The first input that is the distribution's own.</param>
/// <param name="Take">The generator for as many results.</param>
internal sealed record RandomSource(int Shape, int FirstArgument, Func<KernelContext, long, Philox> Take)
{
    // The numbers of tensorflow/core/framework/rng_alg.h.
    private const int PhiloxAlgorithm = 1;
    private const int AnyAlgorithm = 3;

    /// <summary>A seed of two numbers: the same call gives the same result.</summary>
    public static RandomSource Seed { get; } = new(0, 2, (context, _) => FromSeed(context.Input(1)));

    /// <summary>A key and a counter, which another operation made of a seed.</summary>
    public static RandomSource KeyAndCounter { get; } = new(0, 4, (context, _) => FromKeyAndCounter(context));

    /// <summary>A variable that holds key and counter, and is moved on.</summary>
    public static RandomSource State { get; } = new(2, 3, (context, results) =>
    {
        RequirePhilox(ReadAlgorithm(context.Input(1)), isAnyAllowed: false);
        return RandomState.Take(context, results).Generator;
    });

    /// <summary>The node's own generator, with the seeds that its attributes give.</summary>
    public static RandomSource OfNode(KernelNode node)
    {
        var generator = GeneratorOf(node);
        return new RandomSource(0, 1, (_, results) => generator.Take(results));
    }

    /// <summary>The node's own generator: one for all signatures that the node is part of.</summary>
    public static SharedGenerator GeneratorOf(KernelNode node) =>
        node.Resources.GetOrAdd(node.Name, _ => SharedGenerator.FromSeeds(node.Integer("seed"), node.Integer("seed2")));

    /// <summary>The generator of a seed of two numbers.</summary>
    public static Philox FromSeed(Tensor seed) =>
        seed.Rank == 1 && seed.Count == 2
            ? Philox.FromStatelessSeed((ulong)seed.Integer(0), (ulong)seed.Integer(1))
            : throw OperationException.InvalidArgument($"seed must have shape [2], not {seed.Shape}");

    /// <summary>Refuses every algorithm but Philox.</summary>
    public static void RequirePhilox(long algorithm, bool isAnyAllowed)
    {
        if (algorithm != PhiloxAlgorithm && !(isAnyAllowed && algorithm == AnyAlgorithm))
        {
            throw OperationException.InvalidArgument($"Unsupported algorithm id: {algorithm}");
        }
    }

    /// <summary>The number of an algorithm.</summary>
    public static long ReadAlgorithm(Tensor algorithm) =>
        algorithm.Rank == 0 ? algorithm.Integer(0) : throw OperationException.InvalidArgument($"algorithm must be of shape [], not {algorithm.Shape}");

    private static Philox FromKeyAndCounter(KernelContext context)
    {
        var (key, counter) = (context.Input(1), context.Input(2));
        if (key.Rank != 1 || key.Count != 1)
        {
            throw OperationException.InvalidArgument($"key must have shape [1], not {key.Shape}");
        }

        if (counter.Rank != 1 || counter.Count < 2)
        {
            throw OperationException.InvalidArgument($"counter must be a vector with at least 2 elements, not {counter.Shape}");
        }

        RequirePhilox(ReadAlgorithm(context.Input(3)), isAnyAllowed: true);
        return new Philox(key.Span<ulong>()[0], counter.Span<ulong>()[0], counter.Span<ulong>()[1]);
    }
}
