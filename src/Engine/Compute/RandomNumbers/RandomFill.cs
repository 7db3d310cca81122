namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Fills memory with numbers of a distribution, the ones that TensorFlow draws (<c>FillPhiloxRandom</c>).</summary>
internal static class RandomFill
{
    /// <summary>The most numbers in a group, whatever the distribution.</summary>
    public const int LongestGroup = 4;

    /// <summary>Writes a part of the numbers.</summary>
    /// <param name="generator">At the first number of all.</param>
    /// <param name="start">The position of the first number to write; a multiple of <see cref="LongestGroup"/>.</param>
    /// <param name="numbers">Where to write.</param>
    /// <param name="distribution">The distribution.</param>
    public static void Fill<T, TDistribution>(Philox generator, long start, Span<T> numbers, TDistribution distribution)
        where T : unmanaged
        where TDistribution : struct, IDistribution<T>
    {
        int length = TDistribution.GroupLength;
        generator.Skip((ulong)(start / length) * TDistribution.BlocksPerGroup);
        while (numbers.Length >= length)
        {
            distribution.Draw(generator, numbers[..length]);
            generator.Skip(TDistribution.BlocksPerGroup);
            numbers = numbers[length..];
        }

        if (!numbers.IsEmpty)
        {
            Span<T> last = stackalloc T[LongestGroup];
            distribution.Draw(generator, last[..length]);
            last[..numbers.Length].CopyTo(numbers);
        }
    }
}
