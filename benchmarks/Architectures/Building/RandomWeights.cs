namespace TypedModels.Architectures.Building;

/// <summary>Weights that keep the numbers of a deep network in bounds: as large as layers have them that nobody trained yet.</summary>
/// <param name="seed">What they follow from.</param>
internal sealed class RandomWeights(int seed)
{
    // CA5394 would have random numbers for secrets: these have to be the same every time.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    /// <summary>Numbers of a mean and a standard deviation.</summary>
    public float[] Around(double mean, double deviation, int count)
    {
        var values = new float[count];
        double reach = Math.Sqrt(3) * deviation;
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(mean + (((2 * _random.NextDouble()) - 1) * reach));
        }

        return values;
    }
#pragma warning restore CA5394
}
