using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary><c>StackedRNNCells</c>: each cell takes the output of the one before (<c>keras/src/layers/rnn/stacked_rnn_cells.py</c>).</summary>
internal sealed class StackedCell : RecurrentCell
{
    private readonly IReadOnlyList<RecurrentCell> _cells;
    private readonly List<(int Input, int Step)> _weightCounts = [];

    /// <param name="config">Its configuration.</param>
    /// <param name="cells">The cells, the first one of the inputs; at least one.</param>
    public StackedCell(LayerConfig config, IReadOnlyList<RecurrentCell> cells)
        : base(config)
    {
        _cells = cells;
        foreach (var cell in cells)
        {
            Weights.AddPart(cell.Weights);
            if (cell.ComputeType != cells[0].ComputeType)
            {
                throw KerasFault.Unsupported("its cells compute in different types");
            }
        }
    }

    /// <inheritdoc/>
    public override DataType ComputeType => _cells[0].ComputeType;

    /// <inheritdoc/>
    public override IReadOnlyList<long> StateWidths => [.. _cells.SelectMany(cell => cell.StateWidths)];

    /// <inheritdoc/>
    public override int OutputState => StateWidths.Count - _cells[_cells.Count - 1].StateWidths.Count + _cells[_cells.Count - 1].OutputState;

    /// <inheritdoc/>
    public override void Build(long inputWidth)
    {
        foreach (var cell in _cells)
        {
            cell.Build(inputWidth);
            inputWidth = cell.StateWidths[cell.OutputState];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForInput(LayerGraph graph) => _cells[0].ReadForInput(graph);

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> ReadForStep(LayerGraph graph)
    {
        _weightCounts.Clear();
        var all = new List<GraphTensor>();
        foreach (var cell in _cells)
        {
            // What the first one needs for its inputs is used before the loop.
            var input = _weightCounts.Count == 0 ? [] : cell.ReadForInput(graph);
            var step = cell.ReadForStep(graph);
            _weightCounts.Add((input.Count, step.Count));
            all.AddRange(input);
            all.AddRange(step);
        }

        return all;
    }

    /// <inheritdoc/>
    public override GraphTensor Project(LayerGraph graph, GraphTensor input, IReadOnlyList<GraphTensor> weights) => _cells[0].Project(graph, input, weights);

    /// <inheritdoc/>
    public override IReadOnlyList<GraphTensor> Step(LayerGraph graph, GraphTensor projected, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> weights)
    {
        var pendingStates = new Queue<GraphTensor>(states);
        var pendingWeights = new Queue<GraphTensor>(weights);
        var after = new List<GraphTensor>();
        for (int i = 0; i < _cells.Count; i++)
        {
            var cell = _cells[i];
            var input = i == 0 ? projected : cell.Project(graph, after[after.Count - _cells[i - 1].StateWidths.Count + _cells[i - 1].OutputState], Take(pendingWeights, _weightCounts[i].Input));
            after.AddRange(cell.Step(graph, input, Take(pendingStates, cell.StateWidths.Count), Take(pendingWeights, _weightCounts[i].Step)));
        }

        return after;
    }

    /// <summary>States with those of the last cell first.</summary>
    public IEnumerable<GraphTensor> Reversed(IReadOnlyList<GraphTensor> states)
    {
        var pending = new Queue<GraphTensor>(states);
        return _cells.Select(cell => Take(pending, cell.StateWidths.Count)).Reverse().SelectMany(group => group);
    }

    private static GraphTensor[] Take(Queue<GraphTensor> from, int count) => [.. Enumerable.Range(0, count).Select(_ => from.Dequeue())];
}
