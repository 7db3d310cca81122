using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Normalisation;

/// <summary>Mean and variance of a value along axes, which stay with a length of 1 (<c>tf.nn.moments</c>).</summary>
internal static class Moments
{
    /// <summary>Adds both.</summary>
    public static (GraphTensor Mean, GraphTensor Variance) Add(LayerGraph graph, GraphTensor value, IEnumerable<int> axes)
    {
        long[] reduced = [.. axes.Select(axis => (long)axis)];
        var mean = graph.Reduce("Mean", value, true, reduced);
        return (mean, graph.Reduce("Mean", graph.Add("SquaredDifference", value, mean), true, reduced));
    }

    /// <summary>Adds <c>x · s + (offset − mean · s)</c> with <c>s = scale / √(variance + ε)</c>, as <c>tf.nn.batch_normalization</c> has it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">What is normalised.</param>
    /// <param name="mean">Its mean.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="scale">What it is multiplied with, or null.</param>
    /// <param name="offset">What is added, or null.</param>
    /// <param name="epsilon">What keeps the root above 0.</param>
    public static GraphTensor Normalise(LayerGraph graph, GraphTensor value, GraphTensor mean, GraphTensor variance, GraphTensor? scale, GraphTensor? offset, double epsilon)
    {
        var factor = graph.Add("Rsqrt", graph.WithNumber("AddV2", variance, epsilon));
        factor = scale is null ? factor : graph.Add("Mul", factor, scale);
        var shift = graph.Add("Mul", mean, factor);
        return graph.Add("AddV2", graph.Add("Mul", value, factor), offset is null ? graph.Add("Neg", shift) : graph.Add("Sub", offset, shift));
    }
}
