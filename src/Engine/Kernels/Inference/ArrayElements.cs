using TypedModels.Engine.Shapes;

namespace TypedModels.Engine.Kernels.Inference;

/// <summary>What is known beforehand of the elements of small tensors of integers: shapes on their way from where they are asked for to where they are needed.</summary>
internal static class ArrayElements
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(KernelTable table)
    {
        table.InferElements(["Shape"], node => node.InputShape(0) is { HasRank: true } shape ? shape.Dimensions.ToArray() : null);
        table.InferElements(["Rank"], node => node.InputShape(0) is { HasRank: true } shape ? [shape.Rank] : null);
        table.InferElements(["Size"], node => [node.InputShape(0).Count]);
        table.InferElements(["Identity", "Cast", "Squeeze", "ExpandDims", "Reshape", "StopGradient"], node => node.InputElements(0));
        table.InferElements(["Pack"], node => Join(Enumerable.Range(0, node.InputCount).Select(i => node.InputShape(i).Rank == 0 ? node.InputElements(i) : null)));
        table.InferElements(["ConcatV2"], node => Join(Enumerable.Range(0, node.InputCount - 1).Select(node.InputElements)));
        table.InferElements(["StridedSlice"], StridedSliceShapes.ElementsOf);
        table.InferElements(["GatherV2"], node => node.InputElements(0) is { } values && node.InputElements(1) is { } places && node.InputShape(0).Rank == 1 && places.All(place => place is { IsKnown: true, Length: >= 0 } && place.Length < values.Length)
            ? [.. places.Select(place => values[place.Length])] : null);
        table.InferElements(["Mul"], node => Each(node, (left, right) => left is { IsKnown: true, Length: 1 } ? right : right is { IsKnown: true, Length: 1 } ? left : left.Map(right, (a, b) => unchecked(a * b))));
        table.InferElements(["Add", "AddV2"], node => Each(node, (left, right) => left is { IsKnown: true, Length: 0 } ? right : right is { IsKnown: true, Length: 0 } ? left : left.Map(right, (a, b) => unchecked(a + b))));
        table.InferElements(["Sub"], node => Each(node, (left, right) => right is { IsKnown: true, Length: 0 } ? left : left.Map(right, (a, b) => unchecked(a - b))));
        table.InferElements(["FloorDiv"], node => Each(node, (left, right) => right is { IsKnown: true, Length: 1 } ? left : left is { IsKnown: true, Length: >= 0 } && right is { IsKnown: true, Length: > 0 } ? left.Length / right.Length : Dimension.Unknown));
        table.InferElements(["Maximum"], node => Each(node, (left, right) => left.Map(right, Math.Max)));
        table.InferElements(["Minimum"], node => Each(node, (left, right) => left.Map(right, Math.Min)));
        table.InferElements(["Prod"], node => node.InputElements(0) is { } factors && node.InputShape(0).Rank == 1 && node.InputElements(1) is [_] ? [new InferredShape(factors).Count] : null);
    }

    private static Dimension[]? Join(IEnumerable<Dimension[]?> parts)
    {
        var all = new List<Dimension>();
        foreach (var part in parts)
        {
            if (part is null)
            {
                return null;
            }

            all.AddRange(part);
        }

        return [.. all];
    }

    private static Dimension[]? Each(KernelNode node, Func<Dimension, Dimension, Dimension> function)
    {
        if (node.InputElements(0) is not { } left || node.InputElements(1) is not { } right || (left.Length != right.Length && left.Length != 1 && right.Length != 1))
        {
            return null;
        }

        return [.. Enumerable.Range(0, left.Length == 1 ? right.Length : left.Length).Select(i => function(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];
    }
}
