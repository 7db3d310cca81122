using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Planning;

namespace TypedModels.Engine.Execution;

/// <summary>One round of a loop: what has come for each of its nodes. The graph outside all loops has one round.</summary>
internal sealed class DataflowRound
{
    private readonly DataflowLoop _loop;

    public DataflowRound(DataflowLoop loop)
    {
        _loop = loop;
        Waits = new int[loop.Nodes.Count];
        Dead = new int[loop.Nodes.Count];
        HasRun = new bool[loop.Nodes.Count];
        Bindings = new NodeBinding[loop.Nodes.Count];
        foreach (var node in loop.Nodes)
        {
            var inputs = Array.ConvertAll(node.ConstantInputs, constant => constant ?? new Tensor());
            var outputs = Array.ConvertAll(node.OutputTypes, _ => new Tensor());
            Bindings[node.Index] = new NodeBinding(inputs, outputs, node.OutputTypes, OwnInputs(node));
        }
    }

    /// <summary>The values and nodes that each node still waits for; of a Merge, the nodes alone.</summary>
    public int[] Waits { get; }

    /// <summary>How many of the values and nodes that a node waited for will never come.</summary>
    public int[] Dead { get; }

    /// <summary>Whether a node is done.</summary>
    public bool[] HasRun { get; }

    /// <summary>The places of each node's values.</summary>
    public NodeBinding[] Bindings { get; }

    /// <summary>The loop that it is a round of, while it is one.</summary>
    public DataflowLoopRun? Run { get; private set; }

    /// <summary>Its number among the rounds.</summary>
    public int Number { get; private set; }

    /// <summary>Nodes that are ready, and loops that run inside it.</summary>
    public int Busy { get; set; }

    /// <summary>Begins a round.</summary>
    public void Begin(DataflowLoopRun run, int number)
    {
        Run = run;
        Number = number;
        Busy = 0;
        Array.Clear(Dead);
        Array.Clear(HasRun);
        foreach (var node in _loop.Nodes)
        {
            Waits[node.Index] = node.ControlCount + (node.Kind == DataflowKind.Merge ? 0 : node.DataCount);
        }
    }

    /// <summary>Lets go of what came for nodes that did not run.</summary>
    public void Release()
    {
        foreach (var node in _loop.Nodes)
        {
            ReleaseInputs(node);
        }
    }

    /// <summary>Lets go of what came for a node.</summary>
    public void ReleaseInputs(DataflowNode node)
    {
        var inputs = Bindings[node.Index].Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (node.ConstantInputs[i] is null)
            {
                inputs[i].Release();
            }
        }
    }

    // Each input has a place of its own: a value that went to one node only may be overwritten there.
    private static ulong OwnInputs(DataflowNode node)
    {
        ulong own = 0;
        for (int i = 0; i < Math.Min(64, node.ConstantInputs.Length); i++)
        {
            own |= node.ConstantInputs[i] is null ? 1UL << i : 0;
        }

        return own;
    }
}
