using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>Tells functions what is known of the shapes that they are given: branches what the node knows, loops what stays the same from round to round.</summary>
/// <param name="describe">What a rule sees of a node.</param>
internal sealed class ShapeArguments(Func<Node, KernelNode> describe)
{
    private const int MostRounds = 4;

    /// <summary>Rewrites the functions that nodes of <paramref name="graph"/> run.</summary>
    public void Apply(Graph graph)
    {
        foreach (var node in graph.InOrder().Where(node => node.Functions is not null))
        {
            var functions = node.Functions!.Values.SelectMany(list => list).ToArray();
            if (!Array.Exists(functions, function => function.IsShared || function.Callers.Count > 1))
            {
                Apply(node, functions);
            }
        }
    }

    private void Apply(Node node, FunctionGraph[] functions)
    {
        switch (node.Operation)
        {
            case "While" or "StatelessWhile" when node.Functions!.TryGetValue("body", out var bodies) && bodies is [var body] && Stable(body, [.. node.Inputs.Select(KnownShapes.Of)]) is { } shapes:
                Array.ForEach(functions, function => Give(function, shapes));
                break;
            case "If" or "StatelessIf" or "Case" or "StatelessCase":
                Array.ForEach(functions, function => Give(function, [.. node.Inputs.Skip(1).Select(KnownShapes.Of)]));
                break;
        }
    }

    /// <summary>The shapes that a loop's values have in every round, as far as they are known, when they begin with the given ones.</summary>
    private InferredShape[]? Stable(FunctionGraph body, InferredShape[] shapes)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            if (body.Arguments.Count != shapes.Length || body.Results.Count != shapes.Length)
            {
                return null;
            }

            var copy = new GraphCopy(body).Graph;
            for (int i = 0; i < shapes.Length; i++)
            {
                copy.Arguments[i].Shapes = [shapes[i]];
            }

            new InferShapes(describe).Apply(copy);
            var next = shapes.Zip(copy.Results, (shape, result) => shape.Or(KnownShapes.Of(result))).ToArray();
            if (next.Zip(shapes).All(pair => IsSame(pair.First, pair.Second)))
            {
                return shapes;
            }

            shapes = next;
        }

        return null;
    }

    private static bool IsSame(InferredShape shape, InferredShape other) => shape.HasRank == other.HasRank && shape.Dimensions.SequenceEqual(other.Dimensions);

    private static void Give(FunctionGraph function, InferredShape[] shapes)
    {
        for (int i = 0; i < Math.Min(shapes.Length, function.Arguments.Count); i++)
        {
            function.Arguments[i].Shapes = [shapes[i]];
        }
    }
}
