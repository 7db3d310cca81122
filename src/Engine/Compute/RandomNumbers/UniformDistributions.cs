namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Numbers from 0 up to 1.</summary>
internal readonly struct UniformHalf : IDistribution<Half>
{
    public static int GroupLength => 4;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<Half> group)
    {
        var block = generator.Next();
        group[0] = UnitNumbers.ToHalf(block.A);
        group[1] = UnitNumbers.ToHalf(block.B);
        group[2] = UnitNumbers.ToHalf(block.C);
        group[3] = UnitNumbers.ToHalf(block.D);
    }
}

/// <inheritdoc cref="UniformHalf"/>
internal readonly struct UniformBFloat16 : IDistribution<BFloat16>
{
    public static int GroupLength => 4;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<BFloat16> group)
    {
        var block = generator.Next();
        group[0] = UnitNumbers.ToBFloat16(block.A);
        group[1] = UnitNumbers.ToBFloat16(block.B);
        group[2] = UnitNumbers.ToBFloat16(block.C);
        group[3] = UnitNumbers.ToBFloat16(block.D);
    }
}

/// <inheritdoc cref="UniformHalf"/>
internal readonly struct UniformFloat : IDistribution<float>
{
    public static int GroupLength => 4;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<float> group)
    {
        var block = generator.Next();
        group[0] = UnitNumbers.ToFloat(block.A);
        group[1] = UnitNumbers.ToFloat(block.B);
        group[2] = UnitNumbers.ToFloat(block.C);
        group[3] = UnitNumbers.ToFloat(block.D);
    }
}

/// <inheritdoc cref="UniformHalf"/>
internal readonly struct UniformDouble : IDistribution<double>
{
    public static int GroupLength => 2;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<double> group)
    {
        var block = generator.Next();
        group[0] = UnitNumbers.ToDouble(block.A, block.B);
        group[1] = UnitNumbers.ToDouble(block.C, block.D);
    }
}
