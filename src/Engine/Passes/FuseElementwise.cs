using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.Casting;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>Makes one node of operations that work element by element and read each other's values alone: they are done in one pass, and what they hand on is not written to memory.</summary>
/// <param name="table">The kernels.</param>
/// <param name="createKernel">Makes the kernel of a node.</param>
internal sealed class FuseElementwise(KernelTable table, Func<Node, Kernel> createKernel)
{
    private const int MostSteps = 24;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        if (graph.HasDataflow)
        {
            // Values may never come there.
            return;
        }

        var order = graph.InOrder();
        var places = new Dictionary<Node, int>();
        foreach (var node in order.Where(IsCandidate))
        {
            places.Add(node, places.Count);
        }

        if (places.Count < 2)
        {
            return;
        }

        var readers = new GraphReaders(graph, order);
        var taken = new HashSet<Node>();
        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (places.ContainsKey(order[i]) && !taken.Contains(order[i]))
            {
                var group = Grow(order[i], places, taken, readers);
                taken.UnionWith(group);
                if (group.Count > 1)
                {
                    Fuse(order[i], [.. group.OrderBy(node => places[node])]);
                }
            }
        }
    }

    private bool IsCandidate(Node node) =>
        node.OutputTypes is [DataType.Float or DataType.Double or DataType.Int32 or DataType.Int64] && node.ControlInputs.Count == 0 && node.Tail is null && node.Form is null
        && node.Inputs.Count <= BroadcastLayout.MaxOperands / 2 && (node.Operation == "Cast" || node.Inputs.All(input => input.Type == node.OutputTypes[0])) && node.Inputs.Any(input => KnownShapes.MayAgree(input, node.Output(0)))
        && (node.Operation == "Cast" ? FunctionOf(node) is not null : table.Find(node.Operation) is { IsElementwise: true });

    private (ElementFunction Function, Tensor? Parameter)? FunctionOf(Node node) => createKernel(node) switch
    {
        ElementwiseKernel { Broadcasts: true } kernel => (kernel.Function, kernel.Parameter),
        CastKernel { Function: { } function } => (function, null),
        _ => null,
    };

    /// <summary>The nodes that can be done together with one, itself among them: those whose values have its shape and are read by these nodes alone.</summary>
    private static HashSet<Node> Grow(Node root, Dictionary<Node, int> places, HashSet<Node> taken, GraphReaders readers)
    {
        var group = new HashSet<Node> { root };
        bool grew = true;
        while (grew && group.Count < MostSteps)
        {
            grew = false;
            foreach (var next in group.SelectMany(node => node.Inputs).Select(input => input.Node).Where(node => !group.Contains(node)).ToArray())
            {
                if (group.Count < MostSteps && places.ContainsKey(next) && !taken.Contains(next) && !readers.IsAwaited(next) && KnownShapes.MayAgree(next.Output(0), root.Output(0))
                    && readers.AreAmong(next.Output(0), group) && Outside([.. group, next]).Count <= BroadcastLayout.MaxOperands - 1)
                {
                    grew |= group.Add(next);
                }
            }
        }

        return group;
    }

    private static HashSet<NodeOutput> Outside(HashSet<Node> group) => [.. group.SelectMany(node => node.Inputs).Where(input => !group.Contains(input.Node))];

    private void Fuse(Node root, Node[] group)
    {
        var operands = new List<NodeOutput>();
        var found = Array.ConvertAll(group, FunctionOf);
        if (!Array.TrueForAll(found, function => function is not null))
        {
            return;
        }

        var functions = Array.ConvertAll(found, function => function!.Value);
        var inputs = new NodeOutput[group.Length][];
        var members = group.ToHashSet();
        for (int i = 0; i < group.Length; i++)
        {
            inputs[i] = [.. group[i].Inputs, .. functions[i].Parameter is { } parameter ? [Node.OfConstant(group[i].Name, parameter).Output(0)] : Array.Empty<NodeOutput>()];
            operands.AddRange(inputs[i].Where(input => !members.Contains(input.Node) && !operands.Contains(input)));
        }

        if (operands.Count > BroadcastLayout.MaxOperands)
        {
            return;
        }

        int whole = 0;
        for (int i = 0; i < operands.Count; i++)
        {
            whole |= KnownShapes.MayAgree(operands[i], root.Output(0)) ? 1 << i : 0;
        }

        var program = new ElementProgram(Steps(group, functions, inputs, operands), operands.Count, DataTypes.SizeOf(root.OutputTypes[0]));
        foreach (var node in group.Where(node => node != root))
        {
            root.Include(node, isBefore: true);
        }

        root.Inputs.Clear();
        root.Inputs.AddRange(operands);
        root.Form = new ElementProgramForm(program, whole);
    }

    /// <summary>Gives each value that is handed on a buffer, until its last reader; that may put its own where an operand was.</summary>
    private static ElementStep[] Steps(Node[] group, (ElementFunction Function, Tensor? Parameter)[] functions, NodeOutput[][] inputs, List<NodeOutput> operands)
    {
        var steps = new ElementStep[group.Length];
        var buffers = new Dictionary<Node, int>();
        var free = new Stack<int>();
        int count = 0;
        for (int i = 0; i < group.Length; i++)
        {
            int[] places = Array.ConvertAll(inputs[i], input => buffers.TryGetValue(input.Node, out int buffer) ? operands.Count + buffer : operands.IndexOf(input));
            foreach (var done in inputs[i].Select(input => input.Node).Distinct().Where(node => buffers.ContainsKey(node) && !inputs[(i + 1)..].Any(later => later.Any(input => input.Node == node))))
            {
                free.Push(buffers[done]);
            }

            int target = free.TryPop(out int known) ? known : count++;
            buffers[group[i]] = target;
            steps[i] = new ElementStep(functions[i].Function, places.Length, places[0], places.Length > 1 ? places[1] : 0, places.Length > 2 ? places[2] : 0, target);
        }

        return steps;
    }
}
