using TypedModels.Engine.Execution;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Passes.Recurrent;
using TypedModels.Engine.Planning;
using TypedModels.Engines;

namespace TypedModels.Engine.Loading;

/// <summary>Prepares graphs of one loaded model: passes, then plans. The functions that are called while graphs run are planned when a kernel first asks for them.</summary>
internal sealed class ModelPlanner
{
    // A message that lists every node of a large graph helps nobody.
    private const int MostNodesListed = 3;

    private readonly KernelTable _table;
    private readonly SessionResources _resources;
    private readonly Func<Variable, Tensor?> _valueOf;
    private readonly CancellationToken _cancellationToken;
    private readonly KernelFactory _kernels;
    private readonly Dictionary<FunctionGraph, PlannedFunction> _functions = [];

    /// <param name="table">The kernels.</param>
    /// <param name="resources">The state of the loaded model.</param>
    /// <param name="valueOf">The value of a variable that keeps it in all calls, or null.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public ModelPlanner(KernelTable table, SessionResources resources, Func<Variable, Tensor?> valueOf, CancellationToken cancellationToken)
    {
        _table = table;
        _resources = resources;
        _valueOf = valueOf;
        _cancellationToken = cancellationToken;
        _kernels = new KernelFactory(table, resources, PlanFunction);
    }

    /// <summary>The plans of the functions that were met.</summary>
    public IEnumerable<Plan> FunctionPlans => _functions.Values.Select(function => function.Plan);

    /// <summary>Makes sure that the engine has what all graphs need.</summary>
    /// <exception cref="MissingOperationsException">It has not; the message lists each operation with some of its nodes.</exception>
    public void RequireOperations(EngineModel model, IEnumerable<Graph> graphs)
    {
        var missing = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var graph in graphs)
        {
            foreach (var node in graph.AllNodes())
            {
                if (_kernels.FindProblem(node) is { } problem)
                {
                    (missing.TryGetValue(problem, out var nodes) ? nodes : missing[problem] = []).Add(node.Name);
                }
            }
        }

        if (missing.Count > 0)
        {
            string list = string.Join("", missing.Keys.Order(StringComparer.Ordinal).Select(problem => $"\n  {problem}: {Names([.. missing[problem].Distinct()])}"));
            throw new MissingOperationsException(
                model.Name,
                model.Source,
                $"{model.Name} cannot be run by the managed engine, which does not have:{list}\nSet {nameof(ModelOptions)}.{nameof(ModelOptions.Engine)} to {nameof(EngineKind)}.{nameof(EngineKind.TensorFlow)}, with TensorFlow's library on this computer, or export the model without these operations.");
        }
    }

    /// <summary>Plans a graph, which is of no use afterwards.</summary>
    public Plan Plan(Graph graph) => Build(graph, keepsArguments: true);

    /// <summary>Plans a graph that runs once, before the model's first call: to make it faster would take longer than it takes.</summary>
    public Plan PlanOnce(Graph graph)
    {
        new WidenTypes(_table).Apply(graph);
        return graph.HasDataflow ? new DataflowBuilder(graph, CreateKernel).Build() : new StepPlanBuilder(graph, CreateKernel, keepsArguments: true).Build();
    }

    private PlannedFunction PlanFunction(FunctionGraph graph)
    {
        if (_functions.TryGetValue(graph, out var known))
        {
            return known;
        }

        var function = new PlannedFunction(graph.Name, _functions.Count);
        _functions.Add(graph, function);
        function.Plan = Build(graph, keepsArguments: false);
        return function;
    }

    private Plan Build(Graph graph, bool keepsArguments)
    {
        int skipped = SkipIdentities.Apply(graph);
        new WidenTypes(_table).Apply(graph);
        int folded = Simplify(graph);
        new RecogniseRecurrence(copy => Simplify(copy), _resources.Budget).Apply(graph);
        new InferShapes(_kernels.Describe, namesLengths: true).Apply(graph);
        RecogniseNormalisations.Apply(graph);
        RecogniseActivations.Apply(graph);
        new LowerDense(_resources.Budget).Apply(graph);
        new FuseProducts(_resources.Budget).Apply(graph);
        new StreamConvolutions(_kernels.Describe).Apply(graph);
        RecogniseAttention.Apply(graph);
        ShareShapes.Apply(graph);
        SimplifyReshapes.Apply(graph);
        new MergeEqualNodes(_table).Apply(graph);
        Plan plan = keepsArguments && !graph.HasDataflow && ShapedPlanner.IsWorthwhile(graph) ? BuildWithShapes(graph) : BuildPlan(graph, CreateKernel, keepsArguments);
        (plan.SkippedNodes, plan.FoldedNodes) = (skipped, folded);
        return plan;
    }

    private int Simplify(Graph graph)
    {
        int folded;
        using (var fold = new FoldConstants(_table, _kernels.Create, _resources, _valueOf))
        {
            folded = fold.Apply(graph, _cancellationToken);
        }

        SkipWaits.Apply(graph);
        SkipArithmetic.Apply(graph);
        SkipIdentities.Apply(graph);
        new MergeEqualNodes(_table).Apply(graph);
        return folded;
    }

    private Plan BuildPlan(Graph graph, Func<Node, Kernel> createKernel, bool keepsArguments)
    {
        new FuseElementwise(_table, CreateKernel).Apply(graph);
        FixArguments.Apply(graph);
        new ShapeArguments(_kernels.Describe).Apply(graph);
        return graph.HasDataflow ? new DataflowBuilder(graph, createKernel).Build() : new StepPlanBuilder(graph, createKernel, keepsArguments).Build();
    }

    private StepPlan BuildWithShapes(Graph graph)
    {
        var copy = new GraphCopy(graph);
        var made = new Dictionary<Node, Kernel>();
        var plan = (StepPlan)BuildPlan(graph, node => made[node] = CreateKernel(node), keepsArguments: true);
        plan.Shaped = new ShapedPlans(new ShapedPlanner(copy, made, plan, _kernels, _table, _resources).Plan);
        return plan;
    }

    private Kernel CreateKernel(Node node)
    {
        try
        {
            return _kernels.Create(node);
        }
        catch (OperationException exception)
        {
            throw new OperationException(exception.Code, $"{exception.Message} (node {node.Name}, operation {node.Operation})");
        }
    }

    private static string Names(string[] nodes) =>
        string.Join(", ", nodes.Take(MostNodesListed)) + (nodes.Length > MostNodesListed ? $" and {nodes.Length - MostNodesListed} more" : "");
}
