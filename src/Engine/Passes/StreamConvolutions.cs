using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels;
using TypedModels.Engine.Kernels.Convolution;
using TypedModels.Formats.Shapes;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Makes one node of a convolution of each channel by itself and the convolutions around it, where what they hand on to each other is too large to stay in a cache: the inverted residuals of
/// MobileNet and EfficientNet, and separable convolutions.
/// </summary>
/// <param name="describe">What a kernel is made from.</param>
internal sealed class StreamConvolutions(Func<Node, KernelNode> describe)
{
    // What two convolutions hand on is worth keeping in the cache from here on; below, it stays there by itself.
    private const long SmallestBytes = 256 * 1024;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        var order = graph.InOrder();
        if (graph.HasDataflow || !order.Any(IsMiddle))
        {
            return;
        }

        var readers = new GraphReaders(graph, order);
        foreach (var middle in order.Where(IsMiddle))
        {
            var before = middle.Inputs[0].Node;
            var first = IsConvolution(before) && IsHandedOn(middle.Inputs[0], readers) && before.Tail is not { AddendInput: >= 0 } && IsTailKnown(before) ? before : null;
            var last = IsHandedOn(middle.Output(0), readers) && readers.Only(middle.Output(0)) is { } behind && IsConvolution(behind) && behind.Inputs[0] == middle.Output(0) && IsPoint(behind) && IsTailKnown(behind) ? behind : null;
            if (first is not null || last is not null)
            {
                Fuse(first, middle, last);
            }
        }
    }

    private void Fuse(Node? first, Node middle, Node? last)
    {
        var root = last ?? middle;
        var kernel = new StreamedConvolutionKernel(first is null ? null : describe(first), describe(middle), last is null ? null : describe(last));
        var addend = last?.Tail is { AddendInput: >= 0 and var input } ? last.Inputs[input] : (NodeOutput?)null;
        var source = (first ?? middle).Inputs[0];
        if (first is not null)
        {
            root.Include(first, isBefore: true);
        }

        if (last is not null)
        {
            root.Include(middle, isBefore: true);
        }

        root.Inputs.Clear();
        root.Inputs.Add(source);
        if (addend is { } added)
        {
            root.Inputs.Add(added);
        }

        root.Form = new StreamedConvolutionForm(kernel);
    }

    private static bool IsMiddle(Node node) =>
        node is { Operation: "DepthwiseConv2dNative", Form: null, ControlInputs.Count: 0 } && IsOfFloats(node) && node.Inputs[1].Constant is { Rank: 4 } filter && filter[3] == 1 && filter.Count > 0 && IsTailKnown(node);

    private static bool IsConvolution(Node node) =>
        node is { Operation: "Conv2D", Form: null, ControlInputs.Count: 0 } && IsOfFloats(node) && node.Inputs[1].Constant is { Rank: 4 } filter && filter.Count > 0
        && KnownShapes.Of(node.Inputs[0]) is { Rank: 4 } shape && shape[3] == (Dimension)filter[2];

    private static bool IsOfFloats(Node node) => node.OutputTypes[0] == DataType.Float && (node.Attributes.Find("data_format")?.Text is not { } format || !format.Span.StartsWith("NC"u8));

    /// <summary>A window of one pixel that moves by one.</summary>
    private static bool IsPoint(Node node) =>
        node.Inputs[1].Constant is { } filter && filter[0] == 1 && filter[1] == 1 && node.Padding is null && node.Attributes.Find("padding")?.Text is { } padding && !padding.Span.SequenceEqual("EXPLICIT"u8)
        && node.Attributes.Find("strides")?.List?.Integers.All(stride => stride == 1) is true;

    private static bool IsTailKnown(Node node) =>
        node.Tail is not { } tail || (IsKnown(node, tail.BiasInput) && IsKnown(node, tail.FactorInput) && IsKnown(node, tail.OffsetInput));

    private static bool IsKnown(Node node, int input) => input < 0 || node.Inputs[input].Constant is { Rank: 1 } value && value.Count == node.Inputs[1].Constant!.Shape[^(node.Operation == "Conv2D" ? 1 : 2)];

    /// <summary>Whether a value is large, and read by one node alone.</summary>
    private static bool IsHandedOn(NodeOutput value, GraphReaders readers) =>
        readers.Only(value) is not null && !readers.IsAwaited(value.Node) && KnownShapes.Of(value) is { Rank: 4 } shape && shape.Product(1, 4) is { IsKnown: true, Length: >= SmallestBytes / sizeof(float) };
}
