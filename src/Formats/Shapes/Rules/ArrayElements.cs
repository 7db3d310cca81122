namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the elements of small tensors of integers: shapes on their way from where they are asked for to where they are needed.</summary>
internal static class ArrayElements
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.AddElements(["Shape"], node => node.InputShape(0) is { HasRank: true } shape ? shape.Dimensions.ToArray() : null);
        rules.AddElements(["Rank"], node => node.InputShape(0) is { HasRank: true } shape ? [shape.Rank] : null);
        rules.AddElements(["Size"], node => [node.InputShape(0).Count]);
        rules.AddElements(["Identity", "RefIdentity", "Enter", "Cast", "Squeeze", "ExpandDims", "Reshape", "StopGradient"], node => node.InputElements(0));
        rules.AddElements(["Pack"], node => Join(Enumerable.Range(0, node.InputCount).Select(i => node.InputShape(i).Rank == 0 ? node.InputElements(i) : null)));
        rules.AddElements(["ConcatV2"], node => Join(Enumerable.Range(0, node.InputCount - 1).Select(node.InputElements)));
        rules.AddElements(["StridedSlice"], StridedSliceShapes.ElementsOf);
        rules.AddElements(["GatherV2"], node => node.InputElements(0) is { } values && node.InputElements(1) is { } places && node.InputShape(0).Rank == 1 && places.All(place => place is { IsKnown: true, Length: >= 0 } && place.Length < values.Length)
            ? [.. places.Select(place => values[place.Length])] : null);
        rules.AddElements(["Range"], CreationShapes.RangeElements);
        rules.AddElements(["Slice"], Slice);
        rules.AddElements(["Fill"], Fill);
        rules.AddElements(["Mul"], node => Each(node, (left, right) => left is { IsKnown: true, Length: 1 } ? right : right is { IsKnown: true, Length: 1 } ? left : left.Map(right, (a, b) => unchecked(a * b))));
        rules.AddElements(["Add", "AddV2"], node => Each(node, (left, right) => left is { IsKnown: true, Length: 0 } ? right : right is { IsKnown: true, Length: 0 } ? left : left.Map(right, (a, b) => unchecked(a + b))));
        rules.AddElements(["Sub"], node => Each(node, (left, right) => right is { IsKnown: true, Length: 0 } ? left : left.Map(right, (a, b) => unchecked(a - b))));
        rules.AddElements(["FloorDiv"], node => Each(node, (left, right) => right is { IsKnown: true, Length: 1 } ? left : left is { IsKnown: true, Length: >= 0 } && right is { IsKnown: true, Length: > 0 } ? left.Length / right.Length : Dimension.Unknown));
        rules.AddElements(["Maximum"], node => Each(node, (left, right) => left.Map(right, Math.Max)));
        rules.AddElements(["Minimum"], node => Each(node, (left, right) => left.Map(right, Math.Min)));
        rules.AddElements(["Prod"], node => node.InputElements(0) is { } factors && node.InputShape(0).Rank == 1 && node.InputElements(1) is [_] ? [new InferredShape(factors).Count] : null);
    }

    private static Dimension[]? Slice(IShapeNode node) =>
        node.InputElements(0) is { } values && node.InputShape(0).Rank == 1 && node.InputInteger(1) is { } begin && begin >= 0 && begin <= values.Length && node.InputInteger(2) is { } size
        && size >= -1 && size <= values.Length - begin ? values.AsSpan((int)begin, (int)(size < 0 ? values.Length - begin : size)).ToArray() : null;

    private static Dimension[]? Fill(IShapeNode node) => node.InputElements(1) is [var value] && ArrayShapes.OfLengths(node, 0) is { Rank: 0 or 1, Count: { IsKnown: true, Length: <= ShapeRule.MostElements and var count } }
        ? [.. Enumerable.Repeat(value, (int)count)] : null;

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

    private static Dimension[]? Each(IShapeNode node, Func<Dimension, Dimension, Dimension> function)
    {
        if (node.InputElements(0) is not { } left || node.InputElements(1) is not { } right || (left.Length != right.Length && left.Length != 1 && right.Length != 1))
        {
            return null;
        }

        return [.. Enumerable.Range(0, left.Length == 1 ? right.Length : left.Length).Select(i => function(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]))];
    }
}
