namespace TypedModels.Keras.Graphs;

internal sealed partial class LayerGraph
{
    /// <summary>The product of scalars of int32: a constant where all are known.</summary>
    public GraphTensor Product(IReadOnlyList<GraphTensor> factors)
    {
        long? known = 1;
        foreach (var factor in factors)
        {
            known = known is { } product && factor.Facts.Elements is [{ IsKnown: true, Length: var length }] ? checked(product * length) : null;
        }

        if (known is { } all)
        {
            return Integer(all);
        }

        var result = factors[0];
        foreach (var factor in factors.Skip(1))
        {
            result = Add("Mul", result, factor);
        }

        return result;
    }

    /// <summary>A value by its size along axes: <c>x · rsqrt(max(Σ x², least))</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="least">What squares that come to less count as.</param>
    /// <param name="axes">The axes.</param>
    public GraphTensor Normalise(GraphTensor value, double least, params ReadOnlySpan<long> axes) =>
        Add("Mul", value, Add("Rsqrt", WithNumber("Maximum", Reduce("Sum", Add("Square", value), true, axes), least)));
}
