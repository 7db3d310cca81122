using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Recurrent;

/// <summary>A recurrent layer: a cell from step to step (<c>keras/src/layers/rnn/rnn.py</c>). What it computes does not depend on <c>unroll</c> and <c>implementation</c>.</summary>
internal sealed class RecurrentLayer : Layer
{
    private readonly RecurrentCell _cell;
    private readonly RecurrentAxes _axes;
    private readonly bool _isStateful;
    private readonly bool _goesBackwards;
    private readonly bool _reversesStates;
    private readonly bool _zeroesMasked;
    private RecurrentStates? _states;

    /// <param name="config">Its configuration.</param>
    /// <param name="cell">What a step computes.</param>
    /// <param name="spatialAxes">The number of axes between those of time and of the channels.</param>
    public RecurrentLayer(LayerConfig config, RecurrentCell cell, int spatialAxes = 0)
        : base(config)
    {
        _cell = cell;
        Weights.AddPart(cell.Weights);
        ReturnsSequences = config.Flag("return_sequences", false);
        ReturnsState = config.Flag("return_state", false);
        IsTimeMajor = config.Flag("time_major", false);
        _axes = new RecurrentAxes(IsTimeMajor, spatialAxes > 0 && config.ChannelsFirst, spatialAxes);
        _isStateful = config.Flag("stateful", false);
        _goesBackwards = config.Flag("go_backwards", false);
        _zeroesMasked = config.Flag("zero_output_for_mask", false);
        _reversesStates = cell is StackedCell && config["cell"]?["config"]?["reverse_state_order"]?.Bool == true;
        if (config["num_constants"]?.Integer is > 0)
        {
            throw KerasFault.Unsupported("its cell takes constants, which no cell of Keras's own does");
        }
    }

    /// <summary>Whether it gives the output of each step.</summary>
    public bool ReturnsSequences { get; }

    /// <summary>Whether it gives its states too.</summary>
    public bool ReturnsState { get; }

    /// <summary>Whether the first axis of its input is that of time.</summary>
    public bool IsTimeMajor { get; }

    /// <summary>The number of its states.</summary>
    public int StateCount => _cell.StateWidths.Count;

    /// <inheritdoc/>
    protected override void Build(LayerCall call)
    {
        var input = RecurrentCall.InputOf(call).Tensor;
        if (input.Rank != _axes.Rank)
        {
            throw KerasFault.Damaged($"it takes {_axes.Rank} axes and is given {input.Shape}");
        }

        _cell.Build(Known(input, _axes.Channels));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<LayerValue> Apply(LayerGraph graph, LayerCall call)
    {
        var given = RecurrentCall.InputOf(call);
        var mask = call.Find("mask") is { } argument ? argument.Values.FirstOrDefault()?.Tensor : given.Mask;
        var input = Ahead(graph, _axes.Enter(graph, graph.Cast(given.Tensor, _cell.ComputeType)));
        var projected = _cell.Project(graph, input, _cell.ReadForInput(graph));
        var initial = InitialOf(graph, call, projected);
        var loop = new RecurrentLoop(_cell) { ReturnsSequences = ReturnsSequences, ZeroesMasked = _zeroesMasked };
        var (output, states) = loop.Add(graph, projected, mask is null ? null : Ahead(graph, StepsOf(graph, mask)), initial);

        List<GraphTensor> results = [ReturnsSequences ? _axes.Leave(graph, output) : _axes.LeaveStep(graph, output)];
        if (ReturnsState)
        {
            results.AddRange(Ordered(states).Select(state => _axes.LeaveStep(graph, state)));
        }

        var kept = _states?.Keep(graph, states, results) ?? results;
        return [.. kept.Select((result, index) => new LayerValue(graph.Cast(result, ComputeType), index == 0 && ReturnsSequences ? mask : null))];
    }

    private GraphTensor Ahead(LayerGraph graph, GraphTensor steps) => _goesBackwards ? graph.Add("ReverseV2", steps, graph.Integers(0)) : steps;

    private GraphTensor StepsOf(LayerGraph graph, GraphTensor mask) => mask.Rank == 2
        ? IsTimeMajor ? mask : graph.Transpose(mask, 1, 0)
        : throw KerasFault.Damaged($"its mask is {mask.Shape}, and one of time and batch was expected");

    // StackedRNNCells of Keras 2 may list the states of the last cell first.
    private IEnumerable<GraphTensor> Ordered(IReadOnlyList<GraphTensor> states) => _reversesStates ? ((StackedCell)_cell).Reversed(states) : states;

    private IReadOnlyList<GraphTensor> InitialOf(LayerGraph graph, LayerCall call, GraphTensor projected)
    {
        var given = RecurrentCall.StatesOf(call, Config.Generation, StateCount);
        _states = _isStateful ? _states ?? CreateStates(projected) : null;
        if (given.Length == 0)
        {
            return _states?.Read(graph, _cell.ComputeType) ?? [.. _cell.StateWidths.Select(width => Zeros(graph, projected, width))];
        }

        if (_isStateful && Config.Generation != KerasGeneration.Keras3)
        {
            throw KerasFault.Unsupported("it is stateful and is given a state: Keras 2 takes that only while what it remembers is all zeros");
        }

        var states = Ordered([.. given.Select(state => graph.Cast(state.Tensor, _cell.ComputeType))]).ToArray();
        return [.. states.Select((state, index) => Fitting(_axes.EnterStep(graph, state), projected, _cell.StateWidths[index]))];
    }

    private static GraphTensor Fitting(GraphTensor state, GraphTensor projected, long width) => state.Rank == projected.Rank - 1 && (state.Length(-1) ?? width) == width
        ? state
        : throw KerasFault.Damaged($"it is given the state {state.Shape}, and one of {projected.Rank - 1} axes with {width} channels was expected");

    private RecurrentStates CreateStates(GraphTensor projected)
    {
        var shape = new long[projected.Rank - 1];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = projected.Length(axis + 1) ?? throw KerasFault.Unsupported("it is stateful, and the sizes of its input are not all known: the model remembers a state for each sample of a batch", "Save it with a fixed batch_shape");
        }

        var weights = _cell.StateWidths.Select((width, index) =>
        {
            shape[shape.Length - 1] = width;
            return Config.Generation == KerasGeneration.Keras3
                ? AddFixedWeight(index == 0 ? "rnn_state" : FormattableString.Invariant($"rnn_state_{index}"), _axes.StateShape(shape))
                : Weights.AddState(FormattableString.Invariant($"state_{index}"), Checked("state", _axes.StateShape(shape)), VariableType);
        });
        return new RecurrentStates([.. weights], _axes);
    }

    private static GraphTensor Zeros(LayerGraph graph, GraphTensor projected, long width) => graph.Fill(
        [.. Enumerable.Range(1, projected.Rank - 2).Select(axis => graph.LengthOf(projected, axis)), graph.Integer(width)], graph.Scalar(0, projected.DataType));
}
