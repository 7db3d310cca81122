namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Four random numbers of 32 bits, in their order.</summary>
internal readonly record struct RandomBlock(uint A, uint B, uint C, uint D)
{
    /// <summary>The first two as one number.</summary>
    public ulong First => A | ((ulong)B << 32);

    /// <summary>The last two as one number.</summary>
    public ulong Second => C | ((ulong)D << 32);
}
