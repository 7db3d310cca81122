using TypedModels.Engine.Graphs;
using TypedModels.Engine.Import;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.State;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Passes;
using TypedModels.Engines;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Loading;

/// <summary>Plans the signatures of a loaded model: at load, and again when variables that went into plans get other values.</summary>
/// <param name="model">The model; it has a graph where variables may get other values.</param>
/// <param name="resources">Its state.</param>
internal sealed class SignaturePlanner(EngineModel model, SessionResources resources)
{
    /// <summary>Imports what a signature needs.</summary>
    /// <exception cref="OperationException">The graph does not have it.</exception>
    public static Graph Import(GraphImporter importer, EngineSignature signature)
    {
        try
        {
            var graph = importer.Import([.. signature.Inputs.Select(input => (input.Name, input.DataType))], [.. signature.Outputs.Select(output => (output.Name, output.DataType))], []);
            SeparateReads.Apply(graph);
            return graph;
        }
        catch (OperationException exception)
        {
            throw new OperationException(exception.Code, $"signature '{signature.Key}': {exception.Message}");
        }
    }

    /// <summary>Plans the signatures for the first time, once the model is restored and initialised: what no signature writes is constant from now on.</summary>
    /// <param name="graphs">Their graphs, of no use afterwards.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    public SignaturePlan[] Plan(Graph[] graphs, CancellationToken cancellationToken)
    {
        var values = new FrozenValues(new Dictionary<Variable, Tensor>());
        return Array.ConvertAll(graphs, graph => Plan(graph, values, cancellationToken));
    }

    /// <summary>Plans again the signatures that variables with other values went into; all of them when no value is given. Calls go on meanwhile: nothing that they use is touched.</summary>
    /// <param name="before">The plans so far.</param>
    /// <param name="given">The values.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <returns>The plans from now on, some of them the same.</returns>
    public SignaturePlan[] PlanAgain(SignaturePlan[] before, IReadOnlyDictionary<Variable, Tensor> given, CancellationToken cancellationToken)
    {
        if (model.GraphDef.IsEmpty)
        {
            return before;
        }

        var values = new FrozenValues(given);
        GraphImporter? importer = null;
        var plans = new SignaturePlan[before.Length];
        for (int i = 0; i < plans.Length; i++)
        {
            plans[i] = given.Count == 0 || before[i].Fixed.Any(variable => variable.IsWritten || given.ContainsKey(variable))
                ? Plan(Import(importer ??= new GraphImporter(new GraphDocument(model.GraphDef), resources.Budget), model.Signatures[i]), values, cancellationToken)
                : before[i];
        }

        return plans;
    }

    private SignaturePlan Plan(Graph graph, FrozenValues values, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Some kernels keep what planned their functions; the values must not stay with them.
        FrozenValues? current = values;
        var planner = new ModelPlanner(KernelTable.Default, resources, variable => current?.Of(variable), cancellationToken);
        var plan = planner.Plan(graph);
        current = null;
        var reached = SignaturePlan.FindReached([plan, .. planner.FunctionPlans], resources);
        foreach (var variable in reached)
        {
            variable.Load();
        }

        return new SignaturePlan(plan, values.TakeUsed(), reached);
    }
}
