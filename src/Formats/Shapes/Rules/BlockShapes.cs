namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes of batches that are made of blocks of space, and the other way round.</summary>
internal static class BlockShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["SpaceToBatchND"], node => Blocks(node, (length, block, before, after) => (length + before + after) / block, shrinks: true));
        rules.Add(["BatchToSpaceND"], node => Blocks(node, (length, block, before, after) => (length * block) - before - after, shrinks: false));
    }

    private static InferredShape Blocks(IShapeNode node, Func<long, long, long, long, long> side, bool shrinks)
    {
        var shape = node.InputShape(0);
        if (node.InputConstant(1) is not { } blocks || !shape.HasRank || shape.Rank <= blocks.Length || blocks.Any(block => block is < 1 or > int.MaxValue))
        {
            return InferredShape.OfRank(shape.Rank);
        }

        var batch = blocks.Aggregate(shape[0], (length, block) => block == 1 ? length : length.Map(known => shrinks ? known * block : known / block));
        var result = shape.With(0, batch);
        long[]? margins = node.InputConstant(2) is { } given && given.Length == 2 * blocks.Length ? given : null;
        for (int i = 0; i < blocks.Length; i++)
        {
            result = result.With(i + 1, margins is null ? Dimension.Unknown : shape[i + 1].Map(length => side(length, blocks[i], margins[2 * i], margins[(2 * i) + 1])));
        }

        return result;
    }
}
