using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Recurrent;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>Long short-term memory: c = f · c + i · tanh(a) and h = o · tanh(c), where f, i and o are sigmoids, and each of their arguments and a is x W + h U + b.</summary>
internal sealed class LongShortTermEquations : IRecurrentEquations
{
    private readonly GateSum[] _gates;
    private readonly GateProduct[] _inputs;
    private readonly GateProduct[] _states;

    private LongShortTermEquations(GateSum[] gates, GateProduct[] inputs, GateProduct[] states)
    {
        _gates = gates;
        _inputs = inputs;
        _states = states;
    }

    private int Size => _gates[0].Columns;

    /// <summary>The equations of what a loop makes of its states, or null where they are others.</summary>
    public static LongShortTermEquations? Of(RecurrentLoop loop, NodeOutput hidden, NodeOutput nextHidden, NodeOutput cells, NodeOutput nextCells)
    {
        foreach (var (output, squashed) in Pattern.Factors(nextHidden))
        {
            if (Pattern.Of(output, "Sigmoid") is not { } outputGate || Pattern.Of(squashed, "Tanh") != nextCells)
            {
                continue;
            }

            foreach (var (kept, added) in Pattern.Terms(nextCells))
            {
                if (Kept(kept, cells) is { } forgetGate && Added(added) is var (inputGate, candidate) && Of(loop.Input, hidden, inputGate, forgetGate, candidate, outputGate) is { } equations)
                {
                    return equations;
                }
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public RecurrentCell Pack(MemoryBudget budget) => new LongShortTermCell(
        Size,
        GateWeights.PackInputs(Size, budget, _inputs),
        GateWeights.Pack(Size, budget, _states),
        GateWeights.Bias(Size, [.. _gates.Select(gate => gate.Biases)]));

    private static NodeOutput? Kept(NodeOutput value, NodeOutput cells)
    {
        foreach (var (gate, before) in Pattern.Factors(value))
        {
            if (before == cells && Pattern.Of(gate, "Sigmoid") is { } sum)
            {
                return sum;
            }
        }

        return null;
    }

    private static (NodeOutput Input, NodeOutput Candidate)? Added(NodeOutput value)
    {
        foreach (var (gate, squashed) in Pattern.Factors(value))
        {
            if (Pattern.Of(gate, "Sigmoid") is { } sum && Pattern.Of(squashed, "Tanh") is { } candidate)
            {
                return (sum, candidate);
            }
        }

        return null;
    }

    private static LongShortTermEquations? Of(NodeOutput input, NodeOutput hidden, params ReadOnlySpan<NodeOutput> arguments)
    {
        var gates = new GateSum[arguments.Length];
        for (int i = 0; i < gates.Length; i++)
        {
            if (GateSum.Of(arguments[i], input) is not { } gate || !GateWeights.IsGate(gate, input, hidden, i == 0 ? gate.Columns : gates[0].Columns))
            {
                return null;
            }

            gates[i] = gate;
        }

        GateProduct[] inputs = Array.ConvertAll(gates, gate => gate.With(input)!), states = Array.ConvertAll(gates, gate => gate.With(hidden)!);
        return GateWeights.AreAlike(gates[0].Columns, inputs) ? new LongShortTermEquations(gates, inputs, states) : null;
    }
}
