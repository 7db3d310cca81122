namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Integers from a lowest one up to, but not including, another: what remains of the bits after division by their number. A range of 0 means all of them.</summary>
internal readonly struct UniformInt32(uint lowest, uint range) : IDistribution<uint>
{
    public static int GroupLength => 4;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<uint> group)
    {
        var block = generator.Next();
        group[0] = Reduce(block.A);
        group[1] = Reduce(block.B);
        group[2] = Reduce(block.C);
        group[3] = Reduce(block.D);
    }

    private uint Reduce(uint bits) => range == 0 ? bits : lowest + (bits % range);
}

/// <inheritdoc cref="UniformInt32"/>
internal readonly struct UniformInt64(ulong lowest, ulong range) : IDistribution<ulong>
{
    public static int GroupLength => 2;

    public static uint BlocksPerGroup => 1;

    public void Draw(Philox generator, Span<ulong> group)
    {
        var block = generator.Next();
        group[0] = Reduce(block.First);
        group[1] = Reduce(block.Second);
    }

    private ulong Reduce(ulong bits) => range == 0 ? bits : lowest + (bits % range);
}
