namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes that operations on texts and tables give.</summary>
internal static class TextShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(
            ["StringLength", "StringToNumber", "StringToHashBucket", "StringToHashBucketFast", "StringToHashBucketStrong", "RegexReplace", "RegexFullMatch", "StaticRegexFullMatch",
             "EncodeBase64", "DecodeBase64", "NormalizeUTF8", "UnicodeTranscode", "UnicodeScript"],
            node => node.InputShape(0));
        rules.AddAll(["StringSplit", "StringSplitV2"], _ => [new(Dimension.Unknown, 2), InferredShape.OfRank(1), new(2)]);
        rules.Add(["Substr"], node => node.InputShape(1).Rank == 0 && node.InputShape(2).Rank == 0 ? node.InputShape(0) : InferredShape.Unknown);
        rules.Add(["StringJoin"], Join);
        rules.Add(["ReduceJoin"], node => ElementwiseShapes.Reduce(node, node.InputElements(1), node.Flag("keep_dims")));
        rules.Add(["StringFormat", "ShardedFilename", "ReadFile"], _ => InferredShape.Scalar);
        rules.Add(["LookupTableSize", "LookupTableSizeV2"], _ => InferredShape.Scalar);
        rules.Add(["ScalarSummary", "HistogramSummary", "ImageSummary", "MergeSummary", "TensorSummary"], _ => InferredShape.Scalar);
    }

    // Scalars are joined to each element of the others, which have one shape.
    private static InferredShape Join(IShapeNode node)
    {
        var shape = InferredShape.Scalar;
        for (int i = 0; i < node.InputCount; i++)
        {
            var part = node.InputShape(i);
            if (!part.HasRank)
            {
                return InferredShape.Unknown;
            }

            shape = part.Rank == 0 ? shape : shape.Rank == 0 ? part : shape.And(part);
        }

        return shape;
    }
}
