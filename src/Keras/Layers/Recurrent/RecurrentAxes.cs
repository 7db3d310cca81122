using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>How the axes of a recurrent layer's values lie outside its loop, in which time comes first and channels come last.</summary>
/// <param name="isTimeMajor">Whether the first axis is that of time, and not of the batch.</param>
/// <param name="isChannelsFirst">Whether the channels lie before the spatial axes.</param>
/// <param name="spatialAxes">The number of spatial axes.</param>
internal sealed class RecurrentAxes(bool isTimeMajor, bool isChannelsFirst, int spatialAxes)
{
    /// <summary>The number of axes of the input.</summary>
    public int Rank => spatialAxes + 3;

    /// <summary>The axis of the input's channels.</summary>
    public int Channels => isChannelsFirst ? 2 : Rank - 1;

    /// <summary>All steps as the loop takes them.</summary>
    public GraphTensor Enter(LayerGraph graph, GraphTensor value) => graph.Transpose(value, [.. Leading, .. Trailing(2, !isChannelsFirst ? null : false)]);

    /// <summary>All steps as the layer gives them.</summary>
    public GraphTensor Leave(LayerGraph graph, GraphTensor value) => graph.Transpose(value, [.. Leading, .. Trailing(2, !isChannelsFirst ? null : true)]);

    /// <summary>One step as the loop takes it.</summary>
    public GraphTensor EnterStep(LayerGraph graph, GraphTensor value) => isChannelsFirst && value.Rank == Rank - 1 ? graph.Transpose(value, [0, .. Trailing(1, false)]) : value;

    /// <summary>One step as the layer gives it.</summary>
    public GraphTensor LeaveStep(LayerGraph graph, GraphTensor value) => isChannelsFirst ? graph.Transpose(value, [0, .. Trailing(1, true)]) : value;

    /// <summary>The shape of one step as the layer gives it.</summary>
    /// <param name="shape">Its shape in the loop.</param>
    public long[] StateShape(long[] shape) => isChannelsFirst ? [shape[0], shape[shape.Length - 1], .. shape.Skip(1).Take(spatialAxes)] : [.. shape];

    private int[] Leading => isTimeMajor ? [0, 1] : [1, 0];

    // The axes behind the first ones: as they are, or with the channels, which are last, put first, or the other way round.
    private IEnumerable<int> Trailing(int first, bool? putsChannelsFirst) => putsChannelsFirst switch
    {
        true => [first + spatialAxes, .. Enumerable.Range(first, spatialAxes)],
        false => [.. Enumerable.Range(first + 1, spatialAxes), first],
        null => Enumerable.Range(first, spatialAxes + 1),
    };
}
