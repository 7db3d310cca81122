namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Normally distributed numbers of mean 0 and deviation 1, without those that lie two deviations from the mean or further.</summary>
internal readonly struct TruncatedNormalFloat : IDistribution<float>
{
    private const float Limit = 2;

    public static int GroupLength => 4;

    // Numbers are drawn until enough of them stay: each group has room for many tries.
    public static uint BlocksPerGroup => 256;

    public void Draw(Philox generator, Span<float> group)
    {
        var stream = new RandomStream(generator);
        for (int drawn = 0; drawn < group.Length;)
        {
            uint radius = stream.Next();
            var (first, second) = NormalNumbers.OfFloat(radius, stream.Next());
            if (Math.Abs(first) < Limit)
            {
                group[drawn++] = first;
            }

            if (Math.Abs(second) < Limit && drawn < group.Length)
            {
                group[drawn++] = second;
            }
        }
    }
}

/// <inheritdoc cref="TruncatedNormalFloat"/>
internal readonly struct TruncatedNormalDouble : IDistribution<double>
{
    private const double Limit = 2;

    public static int GroupLength => 2;

    public static uint BlocksPerGroup => 128;

    public void Draw(Philox generator, Span<double> group)
    {
        for (int drawn = 0; drawn < group.Length;)
        {
            var block = generator.Next();
            var (first, second) = NormalNumbers.OfDouble(block.A, block.B, block.C, block.D);
            if (Math.Abs(first) < Limit)
            {
                group[drawn++] = first;
            }

            if (Math.Abs(second) < Limit && drawn < group.Length)
            {
                group[drawn++] = second;
            }
        }
    }
}
