namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Hands out the numbers of a distribution one by one, those of each group from the last to the first, as TensorFlow's rejection samplers take them.</summary>
internal ref struct ReversedNumbers<T, TDistribution>
    where T : unmanaged
    where TDistribution : struct, IDistribution<T>
{
    private readonly Span<T> _group;
    private int _left;

    /// <param name="group">Memory for a group.</param>
    public ReversedNumbers(Span<T> group) => _group = group[..TDistribution.GroupLength];

    /// <summary>The next number.</summary>
    public T Next(ref Philox generator)
    {
        if (_left == 0)
        {
            default(TDistribution).Draw(generator, _group);
            generator.Skip(TDistribution.BlocksPerGroup);
            _left = _group.Length;
        }

        return _group[--_left];
    }
}
