using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary>A part of pictures: scalars of int32.</summary>
/// <param name="Top">The first row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Height">The number of rows.</param>
/// <param name="Width">The number of columns.</param>
internal sealed record PictureBox(GraphTensor Top, GraphTensor Left, GraphTensor Height, GraphTensor Width)
{
    /// <summary>The part of pictures, <c>[batch, height, width, channels]</c>.</summary>
    public GraphTensor Of(LayerGraph graph, GraphTensor pictures) => graph.Node("StridedSlice")
        .Input(pictures)
        .Input(graph.Vector([graph.Integer(0), Top, Left]))
        .Input(graph.Vector([graph.Integer(0), graph.Add("AddV2", Top, Height), graph.Add("AddV2", Left, Width)]))
        .Input(graph.Integers(1, 1, 1))
        .With("begin_mask", 1L).With("end_mask", 1L).Output();

    /// <summary>This part where a condition holds, else another.</summary>
    public PictureBox If(LayerGraph graph, GraphTensor condition, PictureBox other) => new(
        graph.Add("SelectV2", condition, Top, other.Top),
        graph.Add("SelectV2", condition, Left, other.Left),
        graph.Add("SelectV2", condition, Height, other.Height),
        graph.Add("SelectV2", condition, Width, other.Width));
}
