using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Planning;

/// <summary>Makes a plan of a graph without cycles: orders its nodes, makes their kernels, gives their values slots and works out how long each value is needed.</summary>
/// <param name="graph">The graph, ready to run.</param>
/// <param name="createKernel">Makes the kernel of a node.</param>
/// <param name="keepsArguments">Whether the arguments' memory is needed after the last node that reads it.</param>
internal sealed class StepPlanBuilder(Graph graph, Func<Node, Kernel> createKernel, bool keepsArguments)
{
    private const int NeverReleased = -1;

    private readonly Dictionary<NodeOutput, int> _slots = [];
    private readonly List<Tensor> _constants = [];
    private readonly HashSet<int> _read = [];

    /// <summary>The plan.</summary>
    public StepPlan Build()
    {
        var order = graph.InOrder();
        foreach (var argument in graph.Arguments)
        {
            _slots.Add(argument.Output(0), _slots.Count);
        }

        foreach (var node in order.Where(node => node.Constant is not null))
        {
            _slots.Add(node.Output(0), _slots.Count);
            _constants.Add(node.Constant!);
        }

        int fixedSlots = _slots.Count;
        var steps = order.Where(node => node.Constant is null && node.Operation is not Node.ArgumentOperation).Select(CreateStep).ToArray();
        int[] results = [.. graph.Results.Select(result => _slots[result])];
        SetLifetimes(steps, results, fixedSlots);
        _read.UnionWith(results);
        LetGoOfElements();
        return new StepPlan
        {
            Steps = steps,
            SlotCount = _slots.Count,
            ArgumentCount = graph.Arguments.Count,
            ArgumentTypes = [.. graph.Arguments.Select(argument => argument.OutputTypes[0])],
            ArgumentShapes = [.. graph.Arguments.Select(argument => argument.Shapes?[0] ?? InferredShape.Unknown)],
            Constants = [.. _constants],
            Results = results,
            ResultTypes = [.. graph.Results.Select(result => result.Type)],
        };
    }

    private Step CreateStep(Node node)
    {
        for (int i = 0; i < node.OutputTypes.Length; i++)
        {
            _slots.Add(node.Output(i), _slots.Count);
        }

        var kernel = createKernel(node);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (i >= 64 || (node.ShapeOnlyInputs >> i & 1) == 0)
            {
                _read.Add(_slots[node.Inputs[i]]);
            }
        }

        return new Step
        {
            Kernel = kernel,
            Node = node.Name,
            Operation = node.Operation,
            Includes = node.Includes ?? [],
            Inputs = [.. node.Inputs.Select(input => _slots[input])],
            Outputs = [.. Enumerable.Range(0, node.OutputTypes.Length).Select(index => _slots[node.Output(index)])],
            OutputTypes = node.OutputTypes,
            Shapes = node.Shapes,
        };
    }

    /// <summary>Lets go of constants whose elements every kernel that reads them has taken in: weights that were packed.</summary>
    private void LetGoOfElements()
    {
        for (int i = 0; i < _constants.Count; i++)
        {
            if (!_read.Contains(graph.Arguments.Count + i))
            {
                _constants[i] = Tensor.OfShape(_constants[i].Type, _constants[i].Shape);
            }
        }
    }

    private void SetLifetimes(Step[] steps, int[] results, int fixedSlots)
    {
        var lastStep = new int[_slots.Count];
        for (int step = 0; step < steps.Length; step++)
        {
            foreach (int slot in steps[step].Outputs.Concat(steps[step].Inputs))
            {
                lastStep[slot] = step;
            }
        }

        int firstReleased = keepsArguments ? fixedSlots : 0;
        Array.Fill(lastStep, NeverReleased, 0, firstReleased);
        Array.Fill(lastStep, NeverReleased, graph.Arguments.Count, fixedSlots - graph.Arguments.Count);
        foreach (int slot in results)
        {
            lastStep[slot] = NeverReleased;
        }

        for (int step = 0; step < steps.Length; step++)
        {
            var current = steps[step];
            current.Releases = [.. current.Inputs.Concat(current.Outputs).Distinct().Where(slot => lastStep[slot] == step)];
            for (int i = 0; i < Math.Min(64, current.Inputs.Length); i++)
            {
                if (lastStep[current.Inputs[i]] == step && current.Inputs.Count(slot => slot == current.Inputs[i]) == 1)
                {
                    current.LastUses |= 1UL << i;
                }
            }
        }
    }
}
