using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>
/// Turns numbers of categories into what <c>output_mode</c> says (<c>tf_keras/layers/preprocessing/preprocessing_utils.py</c>, <c>keras/src/utils/numerical_utils.py</c>): themselves, a one in each place's row, or which of them, or
/// how many of each, there are along the last axis. Numbers that are no category's leave zeros.
/// </summary>
internal static class CategoryEncoder
{
    /// <summary>Adds the encoding.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="indices">The numbers.</param>
    /// <param name="mode"><c>int</c>, <c>one_hot</c>, <c>multi_hot</c> or <c>count</c>.</param>
    /// <param name="depth">The number of categories.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="config">The layer that has it.</param>
    /// <param name="weights">How much each number counts, in their shape; null where all count 1.</param>
    /// <exception cref="ModelFormatException">The generation cannot encode numbers of that rank.</exception>
    public static GraphTensor Encode(LayerGraph graph, GraphTensor indices, string mode, int depth, DataType type, LayerConfig config, GraphTensor? weights = null)
    {
        if (mode == "int")
        {
            return TypedInputs.Numbers(graph, indices, type);
        }

        int most = config.Generation == KerasGeneration.Keras3 ? int.MaxValue : 2;
        indices = TypedInputs.Integers(graph, indices.Rank == 0 ? graph.ExpandDims(indices, 0) : indices);
        bool isShrunk = mode == "one_hot" && indices.Rank > 1 && indices.Length(-1) == 1;
        if (indices.Rank + (mode == "one_hot" && !isShrunk ? 1 : 0) > most)
        {
            throw KerasFault.Damaged($"its output_mode is '{mode}', and its input {indices.Shape} has too many axes for it");
        }

        return mode == "one_hot" ? OneHot(graph, isShrunk ? graph.Squeeze(indices, indices.Rank - 1) : indices, depth, type)
            : indices.Rank <= 2 ? Count(graph, indices, mode, depth, type, weights)
            : Reduce(graph, indices, mode, depth, type, weights);
    }

    /// <summary>The type that <c>DenseBincount</c> and its kin count in, of which a result is then cast.</summary>
    public static DataType CountingType(DataType type) => type is DataType.Int32 or DataType.Int64 or DataType.Double ? type : DataType.Float;

    private static GraphTensor OneHot(LayerGraph graph, GraphTensor indices, int depth, DataType type) => graph.Node("OneHot")
        .Input(indices).Input(graph.Integer(depth)).Input(graph.Scalar(1, type)).Input(graph.Scalar(0, type)).With("axis", -1L).Output();

    private static GraphTensor Count(LayerGraph graph, GraphTensor indices, string mode, int depth, DataType type, GraphTensor? weights)
    {
        var counting = CountingType(type);
        var counts = graph.Node("DenseBincount").Input(indices).Input(graph.Scalar(depth, indices.DataType))
            .Input(weights is null ? graph.Constant([], new TensorShape(0), counting) : TypedInputs.Numbers(graph, weights, counting))
            .With("binary_output", mode == "multi_hot").Output();
        return graph.Cast(counts, type);
    }

    // Of more axes Keras 3 reduces the second, not the last.
    private static GraphTensor Reduce(LayerGraph graph, GraphTensor indices, string mode, int depth, DataType type, GraphTensor? weights)
    {
        var places = OneHot(graph, indices, depth, CountingType(type));
        places = weights is null ? places : graph.Add("Mul", places, graph.ExpandDims(TypedInputs.Numbers(graph, weights, places.DataType), -1));
        return graph.Cast(graph.Reduce(mode == "count" ? "Sum" : "Max", places, false, 1), type);
    }
}
