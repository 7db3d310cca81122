using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Recurrent;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes.Recurrent;

/// <summary>
/// Finds loops that carry out the equations of long short-term memory or of gated recurrent units over the elements of a list, with weights that are known, and has them run without
/// a graph for each round. The loop stays what it is: for inputs that it is seldom given it runs as before.
/// </summary>
/// <param name="simplify">The passes that take apart what a function is made of.</param>
/// <param name="budget">Who pays for the packed weights.</param>
internal sealed class RecogniseRecurrence(Action<Graph> simplify, MemoryBudget budget)
{
    /// <summary>Marks the loops of <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        var order = graph.InOrder();
        GraphReaders? readers = null;
        foreach (var node in order.Where(IsCandidate))
        {
            readers ??= new GraphReaders(graph, order);
            if (RecurrentLoop.Of(node, simplify) is not { } loop || loop.Recognise() is not { } equations)
            {
                continue;
            }

            var roles = loop.Roles;
            if (roles.Outputs is { } list && readers.AreAmong(node.Output(list), []))
            {
                roles = roles with { AreOutputsRead = false };
            }

            node.Form = new RecurrentForm(roles, equations.Pack(budget));
        }
    }

    private static bool IsCandidate(Node node) =>
        node is { Operation: "While" or "StatelessWhile", Form: null } && Function(node, "cond") is { } condition && Function(node, "body") is { } body
        && condition.Arguments.Count == node.Inputs.Count && body.Arguments.Count == node.Inputs.Count && body.Results.Count == node.Inputs.Count && condition.Results.Count == 1 && Reads(body);

    private static bool Reads(Graph body) => body.InOrder() is { Count: < RecurrentLoop.MostNodes } order && order.Exists(node => node is { Operation: "TensorListGetItem", OutputTypes: [DataType.Float] }) && order.Exists(node => node.Operation == "Tanh");

    private static FunctionGraph? Function(Node node, string attribute) =>
        node.Functions is { } functions && functions.TryGetValue(attribute, out var list) && list is [{ IsShared: false, HasDataflow: false } only] ? only : null;
}
