namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>A generator that several threads draw from: each takes a part of the sequence for itself, the next one goes on behind it.</summary>
internal sealed class SharedGenerator(Philox generator)
{
    // Each number may take as many of the generator's as this, whatever it takes in fact.
    private const ulong NumbersPerResult = 256;

    private readonly Lock _lock = new();
    private Philox _generator = generator;

    /// <summary>The generator of an operation with the attributes <c>seed</c> and <c>seed2</c>: both 0 ask for numbers that nobody can foresee.</summary>
    public static SharedGenerator FromSeeds(long seed, long seed2)
    {
        if (seed == 0 && seed2 == 0)
        {
            Span<ulong> random = stackalloc ulong[2];
            System.Security.Cryptography.RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(random));
            return new SharedGenerator(Philox.FromSeeds(random[0], random[1]));
        }

        return new SharedGenerator(Philox.FromSeeds((ulong)seed, (ulong)seed2));
    }

    /// <summary>Takes the part that <paramref name="results"/> random results are drawn from.</summary>
    public Philox Take(long results) => TakeBlocks((ulong)results * NumbersPerResult);

    /// <summary>Takes as many blocks of four numbers.</summary>
    public Philox TakeBlocks(ulong blocks)
    {
        lock (_lock)
        {
            var part = _generator;
            _generator.Skip(blocks);
            return part;
        }
    }
}
