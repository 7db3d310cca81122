namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Puts things in a random order.</summary>
internal static class Shuffle
{
    /// <summary>Fills <paramref name="order"/> with 0, 1, 2 …, in random order.</summary>
    public static void Fill(Philox generator, Span<int> order)
    {
        var stream = new RandomStream(generator);
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (int i = 0; i < order.Length - 1; i++)
        {
            int other = i + (int)(stream.Next() % (uint)(order.Length - i));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
