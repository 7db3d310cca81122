using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Recurrent;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>
/// Gated recurrent units: h = z · h + (1 − z) · c, or c + z · (h − c), with c = tanh(a), where z and r are sigmoids of x W + h U + b, and a is x W + b + r · (h U + d), or x W + b + (r · h) U.
/// </summary>
internal sealed class GatedRecurrentEquations : IRecurrentEquations
{
    private readonly GateSum _update;
    private readonly GateSum _reset;
    private readonly GateSum _candidate;
    private readonly GateSum? _inner;
    private readonly NodeOutput _input;
    private readonly NodeOutput _hidden;

    private GatedRecurrentEquations(GateSum update, GateSum reset, GateSum candidate, GateSum? inner, NodeOutput input, NodeOutput hidden)
    {
        _update = update;
        _reset = reset;
        _candidate = candidate;
        _inner = inner;
        _input = input;
        _hidden = hidden;
    }

    private int Size => _update.Columns;

    /// <summary>The equations of what a loop makes of its state, or null where they are others.</summary>
    public static GatedRecurrentEquations? Of(RecurrentLoop loop, NodeOutput hidden, NodeOutput nextHidden)
    {
        foreach (var (first, second) in Pattern.Terms(nextHidden))
        {
            foreach (var (gate, other) in Pattern.Factors(first))
            {
                if (Pattern.Of(gate, "Sigmoid") is { } argument && (other == hidden ? Candidate(second, gate) : Candidate(other, hidden, second)) is { } candidate && GateSum.Of(argument, loop.Input) is { } update
                    && GateWeights.IsGate(update, loop.Input, hidden, update.Columns) && GateSum.Of(candidate, loop.Input, update.Columns) is { } sum && Of(loop.Input, hidden, update, sum) is { } equations)
                {
                    return equations;
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public RecurrentCell Pack(MemoryBudget budget)
    {
        var inputs = GateWeights.PackInputs(Size, budget, _update.With(_input)!, _reset.With(_input)!, _candidate.With(_input)!);
        float[] bias = GateWeights.Bias(Size, _update.Biases, _reset.Biases, _candidate.Biases);
        return _inner is { } inner
            ? new ResetBehindCell(
                Size, inputs, GateWeights.Pack(Size, budget, _update.With(_hidden)!, _reset.With(_hidden)!, inner.With(_hidden)!), bias, GateWeights.Bias(Size, [], [], inner.Biases))
            : new ResetBeforeCell(
                Size, inputs, GateWeights.Pack(Size, budget, _update.With(_hidden)!, _reset.With(_hidden)!), GateWeights.Pack(Size, budget, _candidate.Products.First(product => product.Left != _input)), bias);
    }

    /// <summary>What the other side of an update is the hyperbolic tangent of, or null where it is something else.</summary>
    private static NodeOutput? Candidate(NodeOutput value, NodeOutput update)
    {
        foreach (var (rest, squashed) in Pattern.Factors(value))
        {
            if (rest.Node is { Operation: "Sub", ControlInputs.Count: 0 } difference && difference.Inputs[1] == update && Factors.Scalar(difference.Inputs[0]) == 1 && Pattern.Of(squashed, "Tanh") is { } candidate)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The same where what is updated is the difference of the state and the candidate.</summary>
    private static NodeOutput? Candidate(NodeOutput value, NodeOutput hidden, NodeOutput candidate) =>
        value.Node is { Operation: "Sub", ControlInputs.Count: 0 } difference && difference.Inputs[0] == hidden && difference.Inputs[1] == candidate ? Pattern.Of(candidate, "Tanh") : null;

    private static GatedRecurrentEquations? Of(NodeOutput input, NodeOutput hidden, GateSum update, GateSum candidate)
    {
        if (candidate.Columns != update.Columns || candidate.With(input) is null)
        {
            return null;
        }

        return candidate switch
        {
            { Others: [var gated], Products.Count: 1 } => ResetBehind(input, hidden, update, candidate, gated),
            { Others.Count: 0, Products.Count: 2 } => ResetBefore(input, hidden, update, candidate),
            _ => null,
        };
    }

    private static GatedRecurrentEquations? ResetBehind(NodeOutput input, NodeOutput hidden, GateSum update, GateSum candidate, Node gated)
    {
        foreach (var (gate, value) in Pattern.Factors(gated.Output(0)))
        {
            if (Reset(gate, input, hidden, update, candidate) is { } reset && GateSum.Of(value, input) is { Others.Count: 0, Products.Count: 1 } inner && inner.Columns == update.Columns && GateWeights.IsSquare(inner.With(hidden), update.Columns))
            {
                return new GatedRecurrentEquations(update, reset, candidate, inner, input, hidden);
            }
        }

        return null;
    }

    private static GatedRecurrentEquations? ResetBefore(NodeOutput input, NodeOutput hidden, GateSum update, GateSum candidate)
    {
        var other = candidate.Products.First(product => product.Left != input);
        foreach (var (gate, value) in Pattern.Factors(other.Left))
        {
            if (value == hidden && GateWeights.IsSquare(other, update.Columns) && Reset(gate, input, hidden, update, candidate) is { } reset)
            {
                return new GatedRecurrentEquations(update, reset, candidate, null, input, hidden);
            }
        }

        return null;
    }

    private static GateSum? Reset(NodeOutput gate, NodeOutput input, NodeOutput hidden, GateSum update, GateSum candidate) =>
        Pattern.Of(gate, "Sigmoid") is { } argument && GateSum.Of(argument, input) is { } reset && GateWeights.IsGate(reset, input, hidden, update.Columns)
        && GateWeights.AreAlike(update.Columns, update.With(input)!, reset.With(input)!, candidate.With(input)!) ? reset : null;
}
