using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Convolution;

/// <summary>A kernel with zeros between its elements: what a dilated window is to operations that know no dilation.</summary>
internal static class SpacedKernel
{
    /// <summary>The kernel; itself where no axis is dilated.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kernel">A kernel whose first axes are those that the window moves along.</param>
    /// <param name="rates">How far the elements are apart along each of them.</param>
    public static GraphTensor Of(LayerGraph graph, GraphTensor kernel, int[] rates)
    {
        for (int axis = 0; axis < rates.Length; axis++)
        {
            kernel = rates[axis] == 1 ? kernel : Spread(graph, kernel, axis, rates[axis]);
        }

        return kernel;
    }

    // Each element is the first of as many as the rate; the zeros behind the last one go.
    private static GraphTensor Spread(LayerGraph graph, GraphTensor kernel, int axis, long rate)
    {
        long[] shape = [.. kernel.Shape.Dimensions];
        var before = shape.Take(axis).ToArray();
        var behind = shape.Skip(axis + 1).ToArray();
        var pairs = Enumerable.Range(0, shape.Length + 1).Select(i => (0L, i == axis + 1 ? rate - 1 : 0L)).ToArray();
        var padded = graph.Add("Pad", graph.ExpandDims(kernel, axis + 1), graph.Pairs(pairs));
        var merged = graph.Reshape(padded, [.. before, checked(shape[axis] * rate), .. behind]);
        return graph.Slice(merged, axis, 0, ((shape[axis] - 1) * rate) + 1);
    }
}
