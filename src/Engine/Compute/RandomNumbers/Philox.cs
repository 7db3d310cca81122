using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>
/// The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw: <c>Parallel Random Numbers: As Easy as 1, 2, 3</c>, SC 2011), as TensorFlow seeds and counts it
/// (<c>tsl/lib/random/philox_random.h</c>). A value: a copy goes its own way.
/// </summary>
internal struct Philox
{
    private const int Rounds = 10;
    private const uint FirstMultiplier = 0xD2511F53;
    private const uint SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;

    // What the seed of a stateless operation is mixed with, so that it does not matter which of its bits are random.
    private const ulong MixingKey = 0x02461E29_3EC8F720;

    private readonly ulong _key;
    private ulong _low;
    private ulong _high;

    /// <summary>A generator at a position of its sequence.</summary>
    /// <param name="key">Which sequence.</param>
    /// <param name="low">The lower half of the position.</param>
    /// <param name="high">The upper half.</param>
    public Philox(ulong key, ulong low, ulong high)
    {
        _key = key;
        _low = low;
        _high = high;
    }

    /// <summary>Which sequence it is.</summary>
    public readonly ulong Key => _key;

    /// <summary>The lower half of the position.</summary>
    public readonly ulong Low => _low;

    /// <summary>The upper half of the position.</summary>
    public readonly ulong High => _high;

    /// <summary>The generator of an operation with the attributes <c>seed</c> and <c>seed2</c>.</summary>
    public static Philox FromSeeds(ulong seed, ulong seed2) => new(seed, 0, seed2);

    /// <summary>The generator of a stateless operation with a seed of two numbers.</summary>
    public static Philox FromStatelessSeed(ulong first, ulong second)
    {
        var mix = new Philox(MixingKey, first, second).Next();
        return new Philox(mix.A | ((ulong)mix.B << 32), 0, mix.C | ((ulong)mix.D << 32));
    }

    /// <summary>Passes over blocks of four numbers.</summary>
    public void Skip(ulong count)
    {
        _low += count;
        if (_low < count)
        {
            _high++;
        }
    }

    /// <summary>The next four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RandomBlock Next()
    {
        uint a = (uint)_low;
        uint b = (uint)(_low >> 32);
        uint c = (uint)_high;
        uint d = (uint)(_high >> 32);
        uint firstKey = (uint)_key;
        uint secondKey = (uint)(_key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstMultiplier * a;
            ulong second = (ulong)SecondMultiplier * c;
            a = (uint)(second >> 32) ^ b ^ firstKey;
            b = (uint)second;
            c = (uint)(first >> 32) ^ d ^ secondKey;
            d = (uint)first;
            firstKey += FirstWeyl;
            secondKey += SecondWeyl;
        }

        Skip(1);
        return new RandomBlock(a, b, c, d);
    }
}
