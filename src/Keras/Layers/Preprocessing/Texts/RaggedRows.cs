using TypedModels.Formats.Transforms;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Texts;

/// <summary>Rows of different lengths.</summary>
/// <param name="Values">The values of all rows, one row after another.</param>
/// <param name="Splits">Where each row begins among the values, and where the last one ends: a vector of int64.</param>
internal sealed record RaggedRows(GraphTensor Values, GraphTensor Splits)
{
    /// <summary>The rows as a matrix: of a given width, or as wide as the longest; with zeros where there is nothing.</summary>
    public GraphTensor ToMatrix(LayerGraph graph, int? width) => graph.Node("RaggedTensorToTensor")
        .Input(graph.Integers(-1, width ?? -1)).Input(Values).Input(graph.Scalar(0, Values.DataType)).Input([Splits])
        .With("row_partition_types", AttributeWriter.Texts(["ROW_SPLITS"])).Output();

    /// <summary>How many of each of some numbers are in each row, or which.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="depth">The number of numbers; what is not below it is left out.</param>
    /// <param name="isBinary">Whether it is about which there are.</param>
    /// <param name="type">The type to count in.</param>
    public GraphTensor Count(LayerGraph graph, int depth, bool isBinary, DataType type) => graph.Node("RaggedBincount")
        .Input(Splits).Input(Values).Input(graph.LongInteger(depth)).Input(graph.Constant([], new TensorShape(0), type)).With("binary_output", isBinary).Output();
}
