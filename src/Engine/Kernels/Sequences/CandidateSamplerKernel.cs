using TypedModels.Engine.Compute.RandomNumbers;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>LogUniformCandidateSampler, UniformCandidateSampler and AllCandidateSampler: classes drawn at random, and how often each class was to be expected among them.</summary>
internal sealed class CandidateSamplerKernel : Kernel
{
    // TensorFlow sets as many numbers aside for each candidate, whatever it takes.
    private const long NumbersPerCandidate = 2048;

    private readonly CandidateSource _source;
    private readonly SharedGenerator _generator;
    private readonly int _trueCount;
    private readonly int _count;
    private readonly bool _isUnique;
    private readonly long _range;
    private readonly double _logRange;

    public CandidateSamplerKernel(KernelNode node, CandidateSource source)
    {
        _source = source;
        _trueCount = node.Int32("num_true");
        _count = node.Int32("num_sampled");
        _isUnique = node.Flag("unique");
        _range = source == CandidateSource.All ? _count : node.Integer("range_max");
        _logRange = Math.Log(1 + (double)_range);
        long seed = node.Integer("seed"), seed2 = node.Integer("seed2");
        _generator = node.Resources.GetOrAdd(node.Name, _ => SharedGenerator.FromSeeds(seed, seed2));
        if (_count < 1 || _trueCount < 1 || _range < 1)
        {
            throw OperationException.InvalidArgument($"The attributes 'num_sampled', 'num_true' and 'range_max' are {_count}, {_trueCount} and {_range}; each must be at least 1.");
        }
    }

    public override void Run(KernelContext context)
    {
        var trueClasses = context.Input(0);
        if (trueClasses.Rank != 2)
        {
            throw OperationException.InvalidArgument("true_classes must be a matrix");
        }

        if (trueClasses[1] != _trueCount)
        {
            throw OperationException.InvalidArgument($"true_classes must have num_true columns, expected: {trueClasses[1]} was: {_trueCount}");
        }

        if (_isUnique && _count > _range)
        {
            throw OperationException.InvalidArgument("Sampler's range is too small.");
        }

        foreach (long wanted in trueClasses.Span<long>())
        {
            if (wanted < 0 || wanted >= _range)
            {
                throw OperationException.InvalidArgument($"`true_candidate` out of range [0, {_range}), received {wanted}");
            }
        }

        var candidates = context.Output(0, new Shape(_count)).WritableSpan<long>();
        int tries = Draw(context, candidates);
        Expect(trueClasses.Span<long>(), tries, context.Output(1, trueClasses.Shape).WritableSpan<float>());
        Expect(candidates, tries, context.Output(2, new Shape(_count)).WritableSpan<float>());
    }

    private int Draw(KernelContext context, Span<long> candidates)
    {
        if (_source == CandidateSource.All)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                candidates[i] = i;
            }

            return candidates.Length;
        }

        var draw = new CandidateDraw(_generator.TakeBlocks((ulong)((Math.Min(int.MaxValue, NumbersPerCandidate * _count) + 3) / 4)));
        if (!_isUnique)
        {
            foreach (ref long candidate in candidates)
            {
                candidate = Sample(ref draw);
            }

            return candidates.Length;
        }

        var picked = new HashSet<long>();
        int tries = 0;
        while (picked.Count < candidates.Length)
        {
            Text.TextContext.ThrowIfCancelledEvery(context, tries++);
            long candidate = Sample(ref draw);
            if (picked.Add(candidate))
            {
                candidates[picked.Count - 1] = candidate;
            }
        }

        return tries;
    }

    private long Sample(ref CandidateDraw draw) => _source == CandidateSource.Uniform
        ? draw.Uniform((ulong)_range)
        : ((long)Math.Exp(draw.Unit() * _logRange) - 1) % _range;

    private void Expect(ReadOnlySpan<long> classes, int tries, Span<float> expected)
    {
        for (int i = 0; i < classes.Length; i++)
        {
            float probability = _source switch
            {
                CandidateSource.Uniform => (float)(1.0 / _range),
                CandidateSource.LogUniform => (float)(Math.Log((classes[i] + 2.0) / (classes[i] + 1.0)) / _logRange),
                _ => 0,
            };
            expected[i] = _source == CandidateSource.All
                ? 1
                : tries == _count ? probability * _count : (float)-ExponentialMinusOne(tries * LogarithmOfOnePlus(-probability));
        }
    }

    // exp(x) − 1 and log(1 + x) without the loss of digits near zero (Kahan).
    private static double ExponentialMinusOne(double value)
    {
        double exponential = Math.Exp(value);
        return exponential == 1 ? value : exponential - 1 == -1 ? -1 : (exponential - 1) * value / Math.Log(exponential);
    }

    private static double LogarithmOfOnePlus(double value)
    {
        double sum = 1 + value;
        return sum == 1 ? value : Math.Log(sum) * value / (sum - 1);
    }
}
