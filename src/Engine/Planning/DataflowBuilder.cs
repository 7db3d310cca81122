using System.Text;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Planning;

/// <summary>Makes a plan of a graph with the control flow of TensorFlow 1.</summary>
/// <param name="graph">The graph, ready to run.</param>
/// <param name="createKernel">Makes the kernel of a node.</param>
internal sealed class DataflowBuilder(Graph graph, Func<Node, Kernel> createKernel)
{
    private readonly Dictionary<Node, DataflowNode> _nodes = [];
    private readonly Dictionary<Node, DataflowLoop> _loopOf = [];
    private readonly Dictionary<string, DataflowLoop> _loops = new(StringComparer.Ordinal);

    /// <summary>The plan.</summary>
    public DataflowPlan Build()
    {
        var order = graph.InOrder().Where(node => node.Operation is not Node.ArgumentOperation && !IsFree(node)).ToArray();
        var root = new DataflowLoop("", 0, null);
        _loops.Add("", root);
        FindLoops(order, root);
        foreach (var node in order)
        {
            _nodes.Add(node, Create(node));
        }

        Connect(order);
        return new DataflowPlan
        {
            ArgumentCount = graph.Arguments.Count,
            ArgumentTypes = [.. graph.Arguments.Select(argument => argument.OutputTypes[0])],
            ResultTypes = [.. graph.Results.Select(result => result.Type)],
            Loops = [.. _loops.Values.OrderBy(loop => loop.Index)],
            ArgumentEdges = [.. graph.Arguments.Select(argument => Consumers(order, argument.Output(0)))],
            Roots = [.. root.Nodes.Where(node => node.DataCount + node.ControlCount == 0)],
            ResultArguments = [.. graph.Results.Select(result => graph.Arguments.ToList().IndexOf(result.Node))],
            ResultConstants = [.. graph.Results.Select(result => IsFree(result.Node) ? result.Constant : null)],
        };
    }

    // A constant that waits for something is one of a branch: it must not come when the branch is not taken.
    private static bool IsFree(Node node) => node.Constant is not null && node.ControlInputs.Count == 0;

    private static DataflowKind KindOf(string operation) => operation switch
    {
        "Switch" or "RefSwitch" => DataflowKind.Switch,
        "Merge" or "RefMerge" => DataflowKind.Merge,
        "Enter" or "RefEnter" => DataflowKind.Enter,
        "Exit" or "RefExit" => DataflowKind.Exit,
        "NextIteration" or "RefNextIteration" => DataflowKind.NextIteration,
        "ControlTrigger" => DataflowKind.ControlTrigger,
        _ => DataflowKind.Kernel,
    };

    private void FindLoops(Node[] order, DataflowLoop root)
    {
        // Along a cycle a node comes before one that it reads: its loop is known once any of those is.
        var pending = new Queue<Node>(order);
        int withoutProgress = 0;
        while (pending.TryDequeue(out var node))
        {
            if (LoopOf(node, root, isLast: withoutProgress > pending.Count) is { } loop)
            {
                _loopOf.Add(node, loop);
                withoutProgress = 0;
            }
            else
            {
                pending.Enqueue(node);
                withoutProgress++;
            }
        }
    }

    private DataflowLoop? LoopOf(Node node, DataflowLoop root, bool isLast)
    {
        bool waits = false;
        DataflowLoop? found = null;
        foreach (var source in node.Inputs.Select(input => input.Node).Concat(node.ControlInputs))
        {
            if (source.Operation is Node.ArgumentOperation || IsFree(source))
            {
                continue;
            }

            waits = true;
            if (_loopOf.TryGetValue(source, out var loop) && LoopAfter(source, loop) is var after && (found is null || after.Index > found.Index))
            {
                found = after;
            }
        }

        return found ?? (waits && !isLast ? null : root);
    }

    private DataflowLoop LoopAfter(Node source, DataflowLoop loop) => KindOf(source.Operation) switch
    {
        DataflowKind.Enter => Entered(source, loop),
        DataflowKind.Exit => loop.Parent ?? throw OperationException.InvalidArgument($"{source} leaves a loop that was not entered."),
        _ => loop,
    };

    private DataflowLoop Entered(Node enter, DataflowLoop outside)
    {
        string name = outside.Name + "/" + Encoding.UTF8.GetString((enter.Attributes.Find("frame_name")?.Text ?? default).Span);
        if (!_loops.TryGetValue(name, out var loop))
        {
            _loops.Add(name, loop = new DataflowLoop(name, _loops.Count, outside));
        }

        return loop;
    }

    private DataflowNode Create(Node node)
    {
        var kind = KindOf(node.Operation);
        var loop = _loopOf[node];
        var created = new DataflowNode
        {
            Name = node.Name,
            Operation = node.Operation,
            Includes = node.Includes ?? [],
            Kind = kind,
            Kernel = kind is not DataflowKind.Kernel ? null : node.Constant is { } constant ? new ConstantKernel(constant) : createKernel(node),
            Loop = loop,
            Index = loop.Nodes.Count,
            ConstantInputs = [.. node.Inputs.Select(input => IsFree(input.Node) ? input.Constant : null)],
            OutputTypes = node.OutputTypes,
            DataCount = node.Inputs.Count(input => !IsFree(input.Node)),
            ControlCount = node.ControlInputs.Count(control => control.Operation is not Node.ArgumentOperation && !IsFree(control)),
            Entered = kind == DataflowKind.Enter ? Entered(node, loop) : null,
            IsConstant = kind == DataflowKind.Enter && node.Attributes.Find("is_constant")?.Bool == true,
            OutputEdges = [],
            ControlEdges = [],
        };
        loop.Nodes.Add(created);
        if (created.Entered is { } entered)
        {
            entered.EnterCount++;
        }

        if (kind == DataflowKind.Exit)
        {
            loop.Exits.Add(created);
        }

        return created;
    }

    private void Connect(Node[] order)
    {
        var values = new Dictionary<NodeOutput, List<DataflowEdge>>();
        var controls = new Dictionary<Node, List<DataflowEdge>>();
        foreach (var node in order)
        {
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                Add(values, node.Inputs[i], new DataflowEdge(_nodes[node], i));
            }

            foreach (var control in node.ControlInputs)
            {
                Add(controls, control, new DataflowEdge(_nodes[node], -1));
            }
        }

        for (int i = 0; i < graph.Results.Count; i++)
        {
            Add(values, graph.Results[i], new DataflowEdge(null, i));
        }

        foreach (var (node, created) in _nodes)
        {
            created.OutputEdges = [.. Enumerable.Range(0, node.OutputTypes.Length).Select(index => values.TryGetValue(node.Output(index), out var edges) ? edges.ToArray() : [])];
            created.ControlEdges = controls.TryGetValue(node, out var waiting) ? [.. waiting] : [];
        }
    }

    private DataflowEdge[] Consumers(Node[] order, NodeOutput value) =>
    [
        .. from node in order
           from index in Enumerable.Range(0, node.Inputs.Count)
           where node.Inputs[index] == value
           select new DataflowEdge(_nodes[node], index),
    ];

    private static void Add<TKey>(Dictionary<TKey, List<DataflowEdge>> edges, TKey source, DataflowEdge edge)
        where TKey : notnull
    {
        if (!edges.TryGetValue(source, out var list))
        {
            edges.Add(source, list = []);
        }

        list.Add(edge);
    }
}
