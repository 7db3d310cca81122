using TypedModels.Engine.Execution;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Passes;
using TypedModels.Engine.Planning;
using TypedModels.Engines;

namespace TypedModels.Engine.Loading;

/// <summary>Prepares the graphs of one loaded model: passes, then plans. The functions that are called while graphs run are planned when a kernel first asks for them.</summary>
internal sealed class ModelPlanner
{
    // A message that lists every node of a large graph helps nobody.
    private const int MostNodesListed = 3;

    private readonly KernelTable _table;
    private readonly SessionResources _resources;
    private readonly CancellationToken _cancellationToken;
    private readonly KernelFactory _kernels;
    private readonly Dictionary<FunctionGraph, PlannedFunction> _functions = [];
    private IReadOnlySet<string>? _written;
    private bool _mayFreeze;

    public ModelPlanner(KernelTable table, SessionResources resources, CancellationToken cancellationToken)
    {
        _table = table;
        _resources = resources;
        _cancellationToken = cancellationToken;
        _kernels = new KernelFactory(table, resources, PlanFunction);
    }

    /// <summary>Makes sure that the engine has what all graphs need, some of it in other words.</summary>
    /// <exception cref="MissingOperationsException">It has not; the message lists each operation with some of its nodes.</exception>
    public void RequireOperations(EngineModel model, IEnumerable<Graph> graphs)
    {
        foreach (var node in graphs.SelectMany(AllNodes).ToArray())
        {
            SeparateReads.Apply(node);
        }

        var missing = graphs.SelectMany(AllNodes).Select(node => (node.Name, Problem: _kernels.FindProblem(node))).Where(found => found.Problem is not null)
            .GroupBy(found => found.Problem!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            string list = string.Join("", missing.Select(group => $"\n  {group.Key}: {Names([.. group.Select(found => found.Name).Distinct()])}"));
            throw new MissingOperationsException(
                model.Name,
                model.Source,
                $"{model.Name} cannot be run by the managed engine, which does not have:{list}\nSet {nameof(ModelOptions)}.{nameof(ModelOptions.Engine)} to {nameof(EngineKind)}.{nameof(EngineKind.TensorFlow)}, with TensorFlow's library on this computer, or export the model without these operations.");
        }
    }

    /// <summary>Plans a graph that runs once, before the first call.</summary>
    public Plan Plan(Graph graph) => Build(graph, keepsArguments: true);

    /// <summary>Plans the signatures, once the model is restored and initialised: what they do not write is constant from now on.</summary>
    public Plan[] PlanSignatures(Graph[] signatures)
    {
        var writers = new VariableWriters();
        Array.ForEach(signatures, graph => writers.Add(graph));
        _written = writers.Names(node => VariableName.Of(node.Attributes, node.Name));
        _mayFreeze = _written is not null;
        var plans = Array.ConvertAll(signatures, graph => Build(graph, keepsArguments: true));
        LetGoOfWeights([.. plans, .. _functions.Values.Select(function => function.Plan)]);
        return plans;
    }

    /// <summary>Lets go of the values of variables that no call can reach any more: what was made of them at load has taken their place.</summary>
    private void LetGoOfWeights(Plan[] plans)
    {
        if (plans.All(plan => plan is StepPlan))
        {
            var reached = plans.Cast<StepPlan>().SelectMany(plan => plan.Constants).Where(constant => constant.Type == DataType.Resource).SelectMany(constant => constant.Objects.ToArray()).ToHashSet();
            foreach (var variable in _resources.All<Variable>().Where(variable => IsFrozen(variable) && !reached.Contains(variable)))
            {
                variable.Value = null;
            }
        }
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
        SkipIdentities.Apply(graph);
        new WidenTypes(_table).Apply(graph);
        using (var fold = new FoldConstants(_table, _kernels.Create, _resources, IsFrozen))
        {
            fold.Apply(graph, _cancellationToken);
        }

        new InferShapes(_kernels.Describe).Apply(graph);
        new FuseProducts(_resources.Budget).Apply(graph);
        FixArguments.Apply(graph);
        return graph.HasDataflow ? new DataflowBuilder(graph, CreateKernel).Build() : new StepPlanBuilder(graph, CreateKernel, keepsArguments).Build();
    }

    private bool IsFrozen(Variable variable) => _mayFreeze && !_written!.Contains(variable.Name);

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

    private static IEnumerable<Node> AllNodes(Graph graph)
    {
        var seen = new HashSet<Graph>();
        var pending = new Stack<Graph>([graph]);
        while (pending.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var node in next.InOrder())
                {
                    yield return node;
                    foreach (var function in node.Functions?.Values.SelectMany(list => list) ?? [])
                    {
                        pending.Push(function);
                    }
                }
            }
        }
    }

    private static string Names(string[] nodes) =>
        string.Join(", ", nodes.Take(MostNodesListed)) + (nodes.Length > MostNodesListed ? $" and {nodes.Length - MostNodesListed} more" : "");
}
