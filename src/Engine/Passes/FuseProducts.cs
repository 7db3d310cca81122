using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Elementwise;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>
/// Makes what follows a product part of it: factors and normalisations of channels go into its weights, what is added becomes its bias or addend, then a function, and factors and
/// offsets behind it; and a padding before a convolution, or before a pooling that takes the largest, becomes its own. Each value that is so left out was read by one node alone and is no result.
/// </summary>
/// <param name="budget">Who pays for changed weights.</param>
internal sealed class FuseProducts(MemoryBudget budget)
{
    private readonly Dictionary<NodeOutput, NodeOutput> _replaced = [];
    private readonly HashSet<Node> _taken = [];
    private GraphReaders? _readers;

    /// <summary>Rewrites <paramref name="graph"/>.</summary>
    public void Apply(Graph graph)
    {
        var order = graph.InOrder();
        if (!order.Any(IsFusible))
        {
            return;
        }

        _readers = new GraphReaders(graph, order);
        foreach (var node in order)
        {
            if (IsFusible(node))
            {
                TakePadding(node);
                TakeFollowers(node);
            }
            else if (node is { Operation: "MaxPool", Form: null })
            {
                TakePadding(node);
            }
        }

        foreach (var node in order)
        {
            Redirect(node.Inputs);
        }

        Redirect(graph.Results);
    }

    private static bool IsFusible(Node node) =>
        node.Form is DenseForm || node.Operation is "MatMul" or "Conv2D" or "Conv3D" or "DepthwiseConv2dNative" or "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3" && node.OutputTypes[0] is DataType.Float or DataType.Double;

    private static bool IsNormalisation(Node node) => node.Operation.StartsWith("FusedBatchNorm", StringComparison.Ordinal);

    private void Redirect(List<NodeOutput> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            while (_replaced.TryGetValue(values[i], out var value))
            {
                values[i] = value;
            }
        }
    }

    private void TakePadding(Node product)
    {
        if (product.Operation is not ("Conv2D" or "DepthwiseConv2dNative" or "MaxPool") || !IsChannelsLast(product) || product.Attributes.Find("padding")?.Text is not { } text || !text.Span.SequenceEqual("VALID"u8))
        {
            return;
        }

        var padding = product.Inputs[0];
        if (padding.Node is { Operation: "Pad", ControlInputs.Count: 0 } && _readers!.Only(padding) is not null && padding.Node.Inputs[1].Constant is { Rank: 2 } amounts && amounts[0] == 4 && amounts[1] == 2)
        {
            Span<long> zeros = stackalloc long[8];
            for (int i = 0; i < 8; i++)
            {
                zeros[i] = amounts.Integer(i);
            }

            if (!zeros.ContainsAnyExceptInRange(0, short.MaxValue) && (zeros[0] | zeros[1] | zeros[6] | zeros[7]) == 0 && (product.Operation != "MaxPool" || IsNarrower(zeros, product)))
            {
                product.Padding = [(int)zeros[2], (int)zeros[3], (int)zeros[4], (int)zeros[5]];
                product.Inputs[0] = padding.Node.Inputs[0];
                product.Include(padding.Node, isBefore: true);
            }
        }
    }

    /// <summary>Whether each window of a pooling reaches into the picture; and it does not pool over channels.</summary>
    private static bool IsNarrower(ReadOnlySpan<long> zeros, Node pooling) =>
        pooling.Attributes.Find("ksize")?.List?.Integers is { Count: 4 } sizes && sizes[3] == 1 && Math.Max(zeros[2], zeros[3]) < sizes[1] && Math.Max(zeros[4], zeros[5]) < sizes[2];

    private void TakeFollowers(Node product)
    {
        var value = product.Output(0);
        while (!_readers!.IsAwaited(value.Node) && _readers.Only(value) is { } follower && follower.ControlInputs.Count == 0 && !_taken.Contains(follower) && Take(product, value, follower))
        {
            _taken.Add(follower);
            product.Include(follower);
            value = follower.Output(0);
            _replaced[value] = product.Output(0);
        }
    }

    private bool Take(Node product, NodeOutput value, Node follower)
    {
        var tail = product.Tail ?? ProductTail.None;
        bool hasFunction = tail.Activation.Kind != ActivationKind.None;
        if (!hasFunction && ActivationOf(follower) is { } activation)
        {
            product.Tail = tail with { Activation = activation };
            return true;
        }

        if (IsNormalisation(product))
        {
            return false;
        }

        int channels = IsChannelsLast(product) ? ChannelChange.Channels(product) : -1;
        if (channels > 0 && ChannelChange.Of(follower, value, product, channels) is { } change)
        {
            return hasFunction ? change.TryApplyBehind(product, budget) : tail.AddendInput < 0 && change.TryApply(product, budget);
        }

        return !hasFunction && tail.AddendInput < 0 && TakeAddend(product, tail, value, follower);
    }

    /// <summary>A value of the same shape that is added, as around the blocks of residual networks.</summary>
    private static bool TakeAddend(Node product, ProductTail tail, NodeOutput value, Node follower)
    {
        if ((product.Form is not DenseForm && product.Operation is not ("MatMul" or "Conv2D")) || follower.Operation is not ("Add" or "AddV2") || ChannelChange.Other(follower, value) is not { Constant: null } addend || !KnownShapes.Agree(product.Output(0), addend))
        {
            return false;
        }

        product.Tail = tail with { AddendInput = product.Inputs.Count };
        product.Inputs.Add(addend);
        return true;
    }

    private static bool IsChannelsLast(Node node) => node.Attributes.Find("data_format")?.Text is not { } format || !format.Span.StartsWith("NC"u8);

    private static Activation? ActivationOf(Node node) => node.Form is ActivationForm form ? form.Activation : node.Operation switch
    {
        "Relu" => Activation.Relu,
        "Relu6" => Activation.Relu6,
        "Elu" => new Activation(ActivationKind.Elu),
        "Selu" => new Activation(ActivationKind.Selu),
        "Sigmoid" => new Activation(ActivationKind.Sigmoid),
        "Tanh" => new Activation(ActivationKind.Tanh),
        "LeakyRelu" when node.Attributes.Find("alpha")?.FloatBits is { } bits => new Activation(ActivationKind.LeakyRelu, Slope: BitConverter.UInt32BitsToSingle(bits)),
        _ => null,
    };
}
