namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Draws classes whose unnormalised log-probabilities are given.</summary>
internal static class CategoricalNumbers
{
    /// <summary>Draws from one distribution after the other; all share one stream of numbers.</summary>
    /// <param name="stream">The random numbers; two for each draw.</param>
    /// <param name="logits">The log-probabilities of the classes; those that are not finite are never drawn.</param>
    /// <param name="sums">Memory, as long as <paramref name="logits"/>.</param>
    /// <param name="drawn">Where to write the classes.</param>
    public static void Draw(ref RandomStream stream, ReadOnlySpan<double> logits, Span<double> sums, Span<long> drawn)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            largest = double.IsFinite(logit) ? Math.Max(largest, logit) : largest;
        }

        double total = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            total += double.IsFinite(logits[i]) ? Math.Exp(logits[i] - largest) : 0;
            sums[i] = total;
        }

        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = FirstAbove(sums[..logits.Length], stream.NextDouble() * total);
        }
    }

    private static int FirstAbove(ReadOnlySpan<double> sums, double value)
    {
        int start = 0;
        int end = sums.Length;
        while (start < end)
        {
            int middle = (start + end) >>> 1;
            (start, end) = sums[middle] > value ? (start, middle) : (middle + 1, end);
        }

        return start;
    }
}
