using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>Works out what is known of the shapes of all values before any call, from what the model declares of its inputs and from constants.</summary>
/// <param name="describe">What a rule sees of a node.</param>
/// <param name="namesLengths">Whether lengths that nobody knows get symbols, so that values that have them from one another are seen to agree.</param>
internal sealed class InferShapes(Func<Node, KernelNode> describe, bool namesLengths = false)
{
    // Above the numbers of the arguments' unknown lengths; and none twice in the process, since what a graph knows of shapes is handed on to the functions that it runs.
    private static int s_lastSymbol = 1 << 20;

    /// <summary>Writes down what is known at each node of <paramref name="graph"/>.</summary>
    /// <exception cref="OperationException">A node of a graph that always runs can never fit what it reads.</exception>
    public void Apply(Graph graph)
    {
        // What lies in a branch or in a function may never run.
        bool hasDataflow = graph.HasDataflow;
        bool alwaysRuns = graph is not FunctionGraph && !hasDataflow;
        foreach (var node in graph.InOrder().Where(node => node.Constant is null && node.Operation is not Node.ArgumentOperation))
        {
            if (ShapeRules.Find(node.Operation) is { } rule)
            {
                Infer(node, rule, alwaysRuns, namesLengths && !hasDataflow);
            }
        }
    }

    private void Infer(Node node, ShapeRule rule, bool alwaysRuns, bool names)
    {
        var description = describe(node);
        try
        {
            node.Shapes = rule.Shapes?.Invoke(description);
            if (names)
            {
                NameLengths(node.Shapes);
            }

            node.Elements = rule.Elements?.Invoke(description) is { Length: <= ShapeRule.MostElements } elements ? elements : null;
        }
        catch (ShapeConflictException conflict) when (alwaysRuns)
        {
            throw OperationException.InvalidArgument($"{conflict.Message} (node {node.Name}, operation {node.Operation})");
        }
        catch (ShapeConflictException)
        {
            // A call that reaches the node says so.
            node.Shapes = null;
        }
    }

    // A length that nobody knows is still one number in each run, in which a node runs once: what has it from this value has the same.
    private static void NameLengths(InferredShape[]? shapes)
    {
        for (int i = 0; i < (shapes?.Length ?? 0); i++)
        {
            for (int axis = 0; axis < shapes![i].Rank; axis++)
            {
                shapes[i] = shapes[i][axis] == Dimension.Unknown ? shapes[i].With(axis, Dimension.Symbol(Interlocked.Increment(ref s_lastSymbol))) : shapes[i];
            }
        }
    }
}
