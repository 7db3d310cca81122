using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Shapes;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>Computes once what is the same in all calls with arguments of the same shapes: the arithmetic on shapes, and what follows from it, masks and positions for instance.</summary>
/// <param name="describe">What a rule sees of a node.</param>
/// <param name="fold">Computes nodes whose inputs are known.</param>
/// <param name="budget">Who pays for what is known then.</param>
internal sealed class FixShapes(Func<Node, KernelNode> describe, FoldConstants fold, MemoryBudget budget)
{
    // A plan is for one of several shapes: what is kept for it is little.
    private const long MostKept = 1 << 20;

    private readonly Dictionary<Dimension, Dimension> _symbols = [];
    private readonly Dictionary<NodeOutput, NodeOutput> _known = [];

    /// <summary>Rewrites <paramref name="graph"/> for arguments of the given shapes.</summary>
    /// <returns>Whether the arguments are as the model declares them; if not, the graph is of no use.</returns>
    public bool TryApply(Graph graph, ReadOnlySpan<Shape> arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!TryFix(graph.Arguments[i], arguments[i]))
            {
                return false;
            }
        }

        foreach (var node in graph.InOrder())
        {
            Redirect(node.Inputs);
            if (node.Constant is null && node.Operation is not Node.ArgumentOperation)
            {
                if (!TryInfer(node))
                {
                    return false;
                }

                Note(node);
            }
        }

        Redirect(graph.Results);
        return true;
    }

    private bool TryFix(Node argument, in Shape shape)
    {
        var declared = argument.Shapes?[0] ?? InferredShape.Unknown;
        if (!declared.Fits(shape))
        {
            return false;
        }

        for (int axis = 0; axis < declared.Rank; axis++)
        {
            if (declared[axis].IsSymbol && !_symbols.TryAdd(declared[axis], shape[axis]) && _symbols[declared[axis]] != (Dimension)shape[axis])
            {
                return false;
            }
        }

        argument.Shapes = [InferredShape.Of(shape)];
        return true;
    }

    private bool TryInfer(Node node)
    {
        var before = node.Shapes?.Select(Fixed).ToArray();
        if (node.Form is { } form)
        {
            node.Shapes = form.InferShape(describe(node)) is { HasRank: true } shape ? [shape] : before;
            return true;
        }

        if (ShapeRules.Find(node.Operation) is not { } rule)
        {
            node.Shapes = before;
            return true;
        }

        try
        {
            var description = describe(node);
            node.Shapes = rule.Shapes?.Invoke(description) ?? before;
            node.Elements = rule.Elements?.Invoke(description) is { Length: <= ShapeRule.MostElements } elements ? elements : null;
            return true;
        }
        catch (ShapeConflictException)
        {
            // The call that these shapes come from says so.
            return false;
        }
    }

    private InferredShape Fixed(InferredShape shape)
    {
        var dimensions = shape.Dimensions.ToArray();
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            dimensions[axis] = _symbols.GetValueOrDefault(dimensions[axis], dimensions[axis]);
        }

        return shape.HasRank ? new InferredShape(dimensions) : shape;
    }

    private void Note(Node node)
    {
        if (node.ControlInputs.Count > 0)
        {
            return;
        }

        if (node is { Elements: { } elements, Shapes: [{ Rank: 0 or 1 } shape, ..], OutputTypes: [DataType.Int32 or DataType.Int64] } && Array.TrueForAll(elements, element => element.IsKnown && (node.OutputTypes[0] == DataType.Int64 || element.Length is >= int.MinValue and <= int.MaxValue)))
        {
            Set(node, 0, Integers(node.OutputTypes[0], shape.Rank == 0 ? Shape.Scalar : new Shape(elements.Length), elements));
        }
        else if (IsSmall(node) && fold.Fold(node) is { } values && values.Sum(value => value.ByteLength) <= MostKept)
        {
            for (int i = 0; i < values.Length; i++)
            {
                Set(node, i, values[i]);
            }
        }
    }

    /// <summary>Whether it is known, before anything is computed, that little is read and little comes of it: this happens in a call, whose time and memory have limits.</summary>
    private static bool IsSmall(Node node)
    {
        if (node.Inputs.Count == 0 || node.Shapes is not { } shapes || shapes.Length < node.OutputTypes.Length || node.Inputs.Any(input => input.Constant is null))
        {
            return false;
        }

        long read = node.Inputs.Sum(input => input.Constant!.ByteLength), written = 0;
        for (int i = 0; i < node.OutputTypes.Length; i++)
        {
            int size = DataTypes.SizeOf(node.OutputTypes[i]);
            if (size == 0 || !shapes[i].HasRank || shapes[i].Count is not { IsKnown: true, Length: >= 0 and <= MostKept and var count })
            {
                return false;
            }

            written += count * size;
        }

        return read <= MostKept && written <= MostKept;
    }

    private Tensor Integers(DataType type, in Shape shape, Dimension[] elements) => type == DataType.Int32
        ? Tensor.CreateConstant<int>(type, shape, Array.ConvertAll(elements, element => (int)element.Length), budget)
        : Tensor.CreateConstant<long>(type, shape, Array.ConvertAll(elements, element => element.Length), budget);

    private void Set(Node node, int output, Tensor value) => _known[node.Output(output)] = Node.OfConstant(node.Name, value).Output(0);

    private void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] = _known.GetValueOrDefault(values[i], values[i]);
        }
    }
}
