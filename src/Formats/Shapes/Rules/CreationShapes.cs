namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes of values that are counted out, drawn or filled.</summary>
internal static class CreationShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["Range"], node => new(RangeLength(node)));
        rules.Add(["LinSpace"], node => new(ArrayShapes.LengthOf(node, 2)));
        rules.Add(["RandomUniform", "RandomStandardNormal", "RandomUniformInt", "TruncatedNormal", "ParameterizedTruncatedNormal"], node => ArrayShapes.OfLengths(node, 0));
        rules.Add(
            ["StatelessRandomUniform", "StatelessRandomUniformV2", "StatelessRandomNormal", "StatelessRandomNormalV2", "StatelessTruncatedNormal", "StatelessTruncatedNormalV2",
             "StatelessRandomUniformInt", "StatelessRandomUniformIntV2", "StatelessRandomUniformFullInt", "StatelessRandomUniformFullIntV2"],
            node => ArrayShapes.OfLengths(node, 0));
        rules.Add(["RandomGamma", "RandomPoisson", "RandomPoissonV2"], node => ArrayShapes.OfLengths(node, 0).Concat(node.InputShape(1)));
        rules.Add(["Multinomial", "StatelessMultinomial"], node => new(node.InputShape(0)[0], ArrayShapes.LengthOf(node, 1)));
        rules.Add(["RandomShuffle"], node => node.InputShape(0));
        rules.Add(["Bincount"], node => new(ArrayShapes.LengthOf(node, 1)));
        rules.Add(["DenseBincount"], node => node.InputShape(0).Rank switch
        {
            1 => new(ArrayShapes.LengthOf(node, 1)),
            2 => new(node.InputShape(0)[0], ArrayShapes.LengthOf(node, 1)),
            _ => InferredShape.Unknown,
        });
        rules.Add(["RaggedBincount"], node => new(node.InputShape(0)[0].Map(splits => Math.Max(0, splits - 1)), ArrayShapes.LengthOf(node, 2)));
        // A single −1 in the place of the shape leaves all of it open, the number of axes too.
        rules.Add(["RaggedTensorToTensor"], node => node.InputShape(0).Rank == 1 ? ArrayShapes.OfLengths(node, 0) : InferredShape.Unknown);
        rules.Add(["SparseToDense"], node => ArrayShapes.OfLengths(node, 1));
        rules.AddAll(["SparseReshape"], node => [new(node.InputShape(0)[0], node.InputShape(2)[0]), new(node.InputShape(2)[0])]);
        rules.AddAll(["BroadcastGradientArgs"], _ => [InferredShape.OfRank(1), InferredShape.OfRank(1)]);
        rules.Add(["BroadcastArgs"], node => node.InputShape(0)[0] == node.InputShape(1)[0] ? new(node.InputShape(0)[0]) : InferredShape.OfRank(1));
        rules.AddAll(["ConcatOffset"], node => [.. Enumerable.Range(1, node.OutputCount).Select(node.InputShape)]);
    }

    /// <summary>The elements of a range, where they are known and few.</summary>
    public static Dimension[]? RangeElements(IShapeNode node) =>
        RangeLength(node) is { IsKnown: true, Length: <= ShapeRule.MostElements and var length } && node.InputInteger(0) is { } start && node.InputInteger(2) is { } step
            ? [.. Enumerable.Range(0, (int)length).Select(i => (Dimension)unchecked(start + (i * step)))] : null;

    private static Dimension RangeLength(IShapeNode node)
    {
        if (node.InputInteger(2) is not { } step || step is 0 or long.MinValue)
        {
            return Dimension.Unknown;
        }

        // From nothing by ones there are as many as the limit says, a symbol too.
        if (node.InputInteger(0) == 0 && step == 1)
        {
            return ArrayShapes.LengthOf(node, 1);
        }

        return node.InputInteger(0) is { } start && node.InputInteger(1) is { } limit && IsShort(start) && IsShort(limit) && (limit - start) * Math.Sign(step) >= 0
            ? (Math.Abs(limit - start) + Math.Abs(step) - 1) / Math.Abs(step) : Dimension.Unknown;
    }

    private static bool IsShort(long value) => value is > int.MinValue and < int.MaxValue;
}
