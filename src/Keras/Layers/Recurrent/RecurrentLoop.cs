using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>
/// The loop of a recurrent layer, over lists of steps as Keras builds it (<c>rnn</c> in <c>keras/src/backend/tensorflow/rnn.py</c>): a step that the mask leaves out changes no state, and its output is the one before
/// (before the first: zeros), or zeros.
/// </summary>
/// <param name="cell">What a step computes.</param>
internal sealed class RecurrentLoop(RecurrentCell cell)
{
    /// <summary>Whether the outputs of all steps are wanted.</summary>
    public required bool ReturnsSequences { get; init; }

    /// <summary>Whether the output of a step that the mask leaves out is zeros.</summary>
    public required bool ZeroesMasked { get; init; }

    /// <summary>Adds the loop.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="projected">What the cell makes of the inputs alone, <c>[time, batch, …]</c>.</param>
    /// <param name="mask">The steps that count, <c>[time, batch]</c>; null where all do.</param>
    /// <param name="initial">The states before the first step.</param>
    /// <returns>The outputs, <c>[time, batch, …]</c>, or that of the last step; and the states after it.</returns>
    public (GraphTensor Output, IReadOnlyList<GraphTensor> States) Add(LayerGraph graph, GraphTensor projected, GraphTensor? mask, IReadOnlyList<GraphTensor> initial)
    {
        var output = initial[cell.OutputState];
        var steps = graph.LengthOf(projected, 0);
        var (input, select) = (ElementOf(graph, projected), mask is null ? null : MaskOf(graph, mask, output.Rank));

        // Between the rounds go: the step's number, the states, the output before where masks need it, the list of outputs where all are wanted.
        List<GraphTensor> before = [graph.Integer(0), .. initial];
        if (mask is not null)
        {
            before.Add(graph.ZerosLike(output));
        }

        if (ReturnsSequences)
        {
            before.Add(graph.NewList(output, steps));
        }

        GraphTensor[] constants = [steps, input.List, .. select is { } list ? [list.List] : Array.Empty<GraphTensor>(), .. cell.ReadForStep(graph)];
        int weights = mask is null ? 2 : 3;
        var after = graph.While(
            before,
            constants,
            (inner, values, given) => inner.Add("Less", values[0], given[0]),
            (inner, values, given) => Round(inner, values, input.Read(inner, given[1], values[0]), select?.Read(inner, given[2], values[0]), [.. given.Skip(weights)], initial.Count));
        GraphTensor[] states = [.. after.Skip(1).Take(initial.Count)];
        return (ReturnsSequences ? graph.Stack(after[after.Count - 1], output, projected.Length(0)) : mask is null ? states[cell.OutputState] : after[after.Count - 1], states);
    }

    private List<GraphTensor> Round(LayerGraph graph, IReadOnlyList<GraphTensor> values, GraphTensor input, GraphTensor? mask, IReadOnlyList<GraphTensor> weights, int stateCount)
    {
        GraphTensor[] states = [.. values.Skip(1).Take(stateCount)];
        var next = cell.Step(graph, input, states, weights);
        var output = next[cell.OutputState];
        List<GraphTensor> after = [graph.Add("AddV2", values[0], graph.Integer(1))];
        if (mask is null)
        {
            after.AddRange(next);
        }
        else
        {
            var last = values[1 + stateCount];
            output = graph.Add("SelectV2", mask, output, ZeroesMasked ? graph.ZerosLike(last) : last);
            after.AddRange(next.Zip(states, (now, then) => graph.Add("SelectV2", mask, now, then)));
            after.Add(output);
        }

        if (ReturnsSequences)
        {
            after.Add(graph.WithItem(values[values.Count - 1], values[0], output));
        }

        return after;
    }

    // A mask goes over all axes behind that of the batch.
    private static Steps MaskOf(LayerGraph graph, GraphTensor mask, int rank) =>
        ElementOf(graph, graph.Reshape(mask, [graph.LengthOf(mask, 0), graph.LengthOf(mask, 1), .. Enumerable.Repeat(graph.Integer(1), rank - 1)]));

    private static Steps ElementOf(LayerGraph graph, GraphTensor value) => new(graph.ListOf(value), value.DataType, new TensorShape(value.Shape.Dimensions.AsSpan().Slice(1)));

    private sealed record Steps(GraphTensor List, DataType DataType, TensorShape Shape)
    {
        public GraphTensor Read(LayerGraph graph, GraphTensor list, GraphTensor step) => graph.ItemOf(list, step, DataType, Shape);
    }
}
