using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Attention;

/// <summary>A product with a kernel of several heads, an <c>EinsumDense</c> in Keras: <c>[…, in] · [in, heads, width] + [heads, width]</c>, or back, <c>[…, heads, width] · [heads, width, out…] + [out…]</c>.</summary>
/// <param name="summed">How many axes of the input are summed over.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="bias">The bias, or null.</param>
internal sealed class HeadProjection(int summed, Weight kernel, Weight? bias)
{
    /// <summary>Adds the product.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The input.</param>
    /// <param name="read">The value of a weight.</param>
    public GraphTensor Apply(LayerGraph graph, GraphTensor input, Func<Weight, GraphTensor> read)
    {
        long[] lengths = [.. kernel.Shape.Dimensions];
        long rows = Product(lengths.Take(summed)), columns = Product(lengths.Skip(summed));
        var product = graph.Add("MatMul", graph.Reshape(input, -1, rows), graph.Reshape(read(kernel), rows, columns));
        product = bias is null ? product : graph.Add("BiasAdd", product, graph.Reshape(read(bias), columns));
        return graph.Reshape(product, [.. Enumerable.Range(0, input.Rank - summed).Select(axis => graph.LengthOf(input, axis)), .. lengths.Skip(summed).Select(length => graph.Integer(length))]);
    }

    private static long Product(IEnumerable<long> lengths) => lengths.Aggregate(1L, (product, length) => checked(product * length));
}
