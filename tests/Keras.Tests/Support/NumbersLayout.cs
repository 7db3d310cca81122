namespace TypedModels.Keras.Tests.Support;

/// <summary>Numbers in another order.</summary>
internal static class NumbersLayout
{
    /// <summary>Numbers whose axis <c>i</c> is axis <c>order[i]</c> of others.</summary>
    public static Numbers Transposed(this Numbers numbers, params int[] order) => Numbers.Make([.. order.Select(axis => numbers.Shape[axis])], at =>
    {
        var index = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            index[order[i]] = at[i];
        }

        return numbers[index];
    });

    /// <summary>Numbers with the last axis behind the first.</summary>
    public static Numbers ChannelsFirst(this Numbers numbers) => numbers.Transposed([0, numbers.Shape.Count - 1, .. Enumerable.Range(1, numbers.Shape.Count - 2)]);

    /// <summary>The same numbers in another shape.</summary>
    public static Numbers Reshaped(this Numbers numbers, params int[] shape) => new(shape, numbers.Elements);

    /// <summary>The places of a shape, in order.</summary>
    public static IEnumerable<int[]> PlacesOf(IReadOnlyList<int> shape)
    {
        var places = new List<int[]>();
        Numbers.Make([.. shape], at =>
        {
            places.Add([.. at]);
            return 0;
        });
        return places;
    }
}
