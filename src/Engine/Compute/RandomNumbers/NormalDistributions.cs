namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Normally distributed numbers of mean 0 and deviation 1.</summary>
internal readonly struct NormalFloat : IDistribution<float>
{
    public static int GroupLength => 4;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<float> group)
    {
        var block = generator.Next();
        (group[0], group[1]) = NormalNumbers.OfFloat(block.A, block.B);
        (group[2], group[3]) = NormalNumbers.OfFloat(block.C, block.D);
    }
}

/// <inheritdoc cref="NormalFloat"/>
internal readonly struct NormalDouble : IDistribution<double>
{
    public static int GroupLength => 2;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<double> group)
    {
        var block = generator.Next();
        (group[0], group[1]) = NormalNumbers.OfDouble(block.A, block.B, block.C, block.D);
    }
}
