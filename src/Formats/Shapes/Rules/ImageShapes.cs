namespace TypedModels.Formats.Shapes.Rules;

/// <summary>What is known beforehand of the shapes of pictures that are decoded, and of boxes that are picked.</summary>
internal static class ImageShapes
{
    /// <summary>Adds the rules.</summary>
    public static void AddTo(ShapeRules rules)
    {
        rules.Add(["DecodeJpeg", "DecodePng", "DecodeBmp", "DecodeAndCropJpeg"], node => new(Dimension.Unknown, Dimension.Unknown, node.Integer("channels") is > 0 and var channels ? channels : Dimension.Unknown));
        rules.Add(["DecodeGif"], _ => new(Dimension.Unknown, Dimension.Unknown, Dimension.Unknown, 3));
        rules.Add(["EncodeJpeg"], _ => InferredShape.Scalar);
        rules.Add(["NonMaxSuppression", "NonMaxSuppressionV2", "NonMaxSuppressionV3", "NonMaxSuppressionWithOverlaps"], _ => InferredShape.OfRank(1));
        rules.AddAll(["NonMaxSuppressionV4"], node => [Picked(node), InferredShape.Scalar]);
        rules.AddAll(["NonMaxSuppressionV5"], node => [Picked(node), Picked(node), InferredShape.Scalar]);
        rules.AddAll(["MaxPoolWithArgmax"], node => NetworkShapes.Pool(node, 4) is var shape ? [shape, shape] : []);
        rules.Add(["MaxPoolGrad"], node => node.InputShape(0));
        rules.Add(["BiasAddGrad"], node => new(node.InputShape(0)[node.Text("data_format") == "NCHW" ? 1 : ^1]));
        rules.Add(["Conv2DBackpropFilter", "DepthwiseConv2dNativeBackpropFilter"], node => ArrayShapes.OfLengths(node, 1));
        rules.Add(["DepthwiseConv2dNativeBackpropInput"], node => ArrayShapes.OfLengths(node, 0));
    }

    private static InferredShape Picked(IShapeNode node) => new(node.Flag("pad_to_max_output_size") ? ArrayShapes.LengthOf(node, 2) : Dimension.Unknown);
}
