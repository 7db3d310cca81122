using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Passes;

/// <summary>Works out what is known of the shapes of all values before any call, from what the model declares of its inputs and from constants.</summary>
/// <param name="table">The rules.</param>
/// <param name="describe">What a rule sees of a node.</param>
internal sealed class InferShapes(KernelTable table, Func<Node, KernelNode> describe)
{
    /// <summary>Writes down what is known at each node of <paramref name="graph"/>.</summary>
    /// <exception cref="OperationException">A node of a graph that always runs can never fit what it reads.</exception>
    public void Apply(Graph graph)
    {
        // What lies in a branch or in a function may never run.
        bool alwaysRuns = graph is not FunctionGraph && !graph.HasDataflow;
        foreach (var node in graph.InOrder().Where(node => node.Constant is null && node.Operation is not Node.ArgumentOperation))
        {
            if (table.Find(node.Operation) is { } row)
            {
                Infer(node, row, alwaysRuns);
            }
        }
    }

    private void Infer(Node node, KernelRow row, bool alwaysRuns)
    {
        var description = describe(node);
        try
        {
            node.Shapes = row.InferShapes?.Invoke(description);
            node.Elements = row.InferElements?.Invoke(description) is { Length: <= KernelNode.MostElements } elements ? elements : null;
        }
        catch (OperationException exception) when (alwaysRuns)
        {
            throw new OperationException(exception.Code, $"{exception.Message} (node {node.Name}, operation {node.Operation})");
        }
        catch (OperationException)
        {
            // A call that reaches the node says so.
            node.Shapes = null;
        }
    }
}
