using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;

namespace TypedModels.Engine.Planning;

/// <summary>Plans a graph once more for arguments of certain shapes. Kernels are those of the plan for any shapes, with the weights that they have taken in.</summary>
internal sealed class ShapedPlanner
{
    // Walks over a graph leave their mark at its nodes: one at a time.
    private readonly Lock _planning = new();
    private readonly Graph _graph;
    private readonly int _steps;
    private readonly KernelFactory _kernels;
    private readonly KernelTable _table;
    private readonly SessionResources _resources;

    /// <param name="copy">The graph as it was before operations that work element by element were made one.</param>
    /// <param name="made">The kernels of the original's nodes, where the plan for any shapes has one that does the same as the node of the copy.</param>
    /// <param name="general">The plan for any shapes.</param>
    /// <param name="kernels">Makes other kernels.</param>
    /// <param name="table">The kernels.</param>
    /// <param name="resources">The state of the loaded model.</param>
    public ShapedPlanner(GraphCopy copy, IReadOnlyDictionary<Node, Kernel> made, StepPlan general, KernelFactory kernels, KernelTable table, SessionResources resources)
    {
        (_graph, _steps, _kernels, _table, _resources) = (copy.Graph, general.Steps.Length, kernels, table, resources);
        foreach (var (node, twin) in copy.Copies)
        {
            if (node.Form == twin.Form && made.TryGetValue(node, out var kernel))
            {
                twin.Kernel = kernel;
            }

            twin.ShapeOnlyInputs = node.ShapeOnlyInputs;
        }

        LetGoOfElements(copy);
    }

    /// <summary>Whether calls with the same shapes repeat work.</summary>
    public static bool IsWorthwhile(Graph graph) => graph.InOrder().Exists(node => node.Operation is "Shape" or "ShapeN" or "Size" or "Rank");

    /// <summary>The plan for arguments of certain shapes, or null where it does no less.</summary>
    public StepPlan? Plan(Shape[] shapes)
    {
        using var scope = _planning.EnterScope();
        var graph = new GraphCopy(_graph).Graph;
        using (var fold = new FoldConstants(_table, _kernels.Create, _resources, _ => null))
        {
            if (!new FixShapes(_kernels.Describe, fold, _resources.Budget).TryApply(graph, shapes))
            {
                return null;
            }
        }

        new FuseElementwise(_table, _kernels.Create).Apply(graph);
        var plan = new StepPlanBuilder(graph, _kernels.Create, keepsArguments: true).Build();
        return plan.Steps.Length < _steps ? plan : null;
    }

    /// <summary>What no kernel of the plan for any shapes needs any more, none of these needs.</summary>
    private void LetGoOfElements(GraphCopy copy)
    {
        var read = new HashSet<Node>();
        foreach (var node in _graph.InOrder())
        {
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (i >= 64 || (node.ShapeOnlyInputs >> i & 1) == 0)
                {
                    read.Add(node.Inputs[i].Node);
                }
            }
        }

        read.UnionWith(_graph.Results.Select(result => result.Node));
        foreach (var constant in copy.Copies.Values.Where(node => node.Constant is not null && !read.Contains(node)))
        {
            constant.Constant = Tensor.OfShape(constant.Constant!.Type, constant.Constant.Shape);
        }
    }
}
