using TypedModels.Engine.Compute.Matrix;
using TypedModels.Engine.Graphs;
using TypedModels.Engine.Kernels.Matrix;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Passes;

/// <summary>What a node behind a product does to each channel: times a factor, plus an offset. Either may be missing.</summary>
/// <param name="factors">A factor for each channel, or null.</param>
/// <param name="offsets">An offset for each channel, or null.</param>
/// <param name="bias">A value that is not known, or known in the right shape, and is added to the channels; or null.</param>
internal sealed class ChannelChange(double[]? factors, double[]? offsets, NodeOutput? bias)
{
    /// <summary>The result channels of a product whose weights are known, else of one that has a bias to itself; −1 when there is no telling.</summary>
    public static int Channels(Node product)
    {
        if (product.Inputs[1].Constant is not { } weights)
        {
            return -1;
        }

        if (product.Form is DenseForm { Columns: var columns })
        {
            return columns is [var only] ? only : -1;
        }

        return (product.Operation, weights.Rank) switch
        {
            ("MatMul", 2) => weights[IsTransposed(product) ? 0 : 1],
            ("Conv2D", 4) => weights[3],
            ("Conv3D", 5) => weights[4],
            ("DepthwiseConv2dNative", 4) => weights[2] * weights[3],
            _ => -1,
        };
    }

    /// <summary>The change that <paramref name="follower"/> makes to <paramref name="value"/>, or null when it makes none of this kind.</summary>
    public static ChannelChange? Of(Node follower, NodeOutput value, Node product, int channels)
    {
        // With more axes than the product has, the result would have them too. The weights of products have as many.
        var type = product.OutputTypes[0];
        int axes = product.Form is DenseForm dense ? dense.ResultRank : product.Inputs[1].Constant!.Rank;
        switch (follower.Operation)
        {
            case "BiasAdd" or "BiasAddV1" when follower.Inputs[0] == value && follower.Attributes.Find("data_format")?.Text is not { Length: 4 } or { Span: [.., (byte)'C'] }:
                return new ChannelChange(null, null, follower.Inputs[1]);
            case "Add" or "AddV2" when Other(follower, value) is { } added && Numbers(added, channels, axes, type) is { } numbers:
                return new ChannelChange(null, numbers, null);
            case "Sub" when follower.Inputs[0] == value && Numbers(follower.Inputs[1], channels, axes, type) is { } numbers:
                return new ChannelChange(null, Array.ConvertAll(numbers, number => -number), null);
            case "Mul" when Other(follower, value) is { } factor && Numbers(factor, channels, axes, type) is { } numbers:
                return new ChannelChange(numbers, null, null);
            case "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3" when follower.Inputs[0] == value:
                return Normalisation(follower, channels);
            default:
                return null;
        }
    }

    /// <summary>Makes the change part of a product that has a function already: it comes behind that.</summary>
    /// <returns>Whether that is possible.</returns>
    public bool TryApplyBehind(Node product, MemoryBudget budget)
    {
        var tail = product.Tail!;
        if (bias is not null || tail.OffsetInput >= 0)
        {
            return false;
        }

        if (factors is not null)
        {
            var before = tail.FactorInput < 0 ? null : product.Inputs[tail.FactorInput].Constant;
            double[] all = before is null ? factors : [.. factors.Select((factor, channel) => factor * Number(before, channel))];
            tail = tail with { FactorInput = SetInput(product, tail.FactorInput, all, budget) };
        }

        if (offsets is not null)
        {
            tail = tail with { OffsetInput = SetInput(product, -1, offsets, budget) };
        }

        product.Tail = tail;
        return true;
    }

    /// <summary>Makes the change part of a product.</summary>
    /// <returns>Whether that is possible.</returns>
    public bool TryApply(Node product, MemoryBudget budget)
    {
        var tail = product.Tail ?? ProductTail.None;
        if (bias is { } input)
        {
            if (tail.BiasInput >= 0)
            {
                return false;
            }

            product.Tail = tail with { BiasInput = product.Inputs.Count };
            product.Inputs.Add(input);
            return true;
        }

        var before = tail.BiasInput < 0 ? null : product.Inputs[tail.BiasInput].Constant;
        if (tail.BiasInput >= 0 && before is null)
        {
            return false;
        }

        int channels = (factors ?? offsets)!.Length;
        if (before is not null && before.Count != channels)
        {
            return false;
        }

        if (factors is not null)
        {
            double[]? others = product.ColumnFactors;
            product.ColumnFactors = others is null ? factors : [.. factors.Zip(others, (factor, other) => factor * other)];
        }

        if (before is not null || offsets is not null)
        {
            var sums = new double[channels];
            for (int channel = 0; channel < channels; channel++)
            {
                sums[channel] = ((before is null ? 0 : Number(before, channel)) * (factors?[channel] ?? 1)) + (offsets?[channel] ?? 0);
            }

            product.Tail = tail with { BiasInput = SetInput(product, tail.BiasInput, sums, budget) };
        }

        return true;
    }

    // Gives the product an input of known numbers, in the place of another where that is not −1; says which input it is.
    private static int SetInput(Node product, int input, double[] numbers, MemoryBudget budget)
    {
        var constant = Node.OfConstant(product.Name, ToTensor(numbers, product.OutputTypes[0], new Shape(numbers.Length), budget)).Output(0);
        if (input >= 0)
        {
            product.Inputs[input] = constant;
            return input;
        }

        product.Inputs.Add(constant);
        return product.Inputs.Count - 1;
    }

    private static ChannelChange? Normalisation(Node node, int channels)
    {
        if (node.Attributes.Find("is_training")?.Bool is not false || node.Attributes.Find("epsilon")?.FloatBits is not { } bits || node.Attributes.Find("data_format")?.Text is { Span: [_, (byte)'C', ..] })
        {
            return null;
        }

        var statistics = new Tensor[4];
        for (int i = 0; i < 4; i++)
        {
            if (node.Inputs[i + 1].Constant is not { Type: DataType.Float, Rank: 1 } value || value.Count != channels)
            {
                return null;
            }

            statistics[i] = value;
        }

        double epsilon = BitConverter.UInt32BitsToSingle(bits);
        var factors = new double[channels];
        var offsets = new double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            factors[channel] = Number(statistics[0], channel) / Math.Sqrt(Number(statistics[3], channel) + epsilon);
            offsets[channel] = Number(statistics[1], channel) - (Number(statistics[2], channel) * factors[channel]);
        }

        // A variance below zero, or a number that is none, shows in the result as it would without the change; but not where the weights are zero.
        return factors.All(double.IsFinite) ? new ChannelChange(factors, offsets, null) : null;
    }

    /// <summary>What a node of two operands reads beside <paramref name="value"/>; null when it reads only that.</summary>
    public static NodeOutput? Other(Node node, NodeOutput value) => node.Inputs[0] == value ? node.Inputs[1] : node.Inputs[1] == value ? node.Inputs[0] : null;

    /// <summary>A known number for each channel: a vector of them, with axes of length 1 before it or not, or one number for all.</summary>
    private static double[]? Numbers(NodeOutput value, int channels, int axes, DataType type)
    {
        if (value.Constant is not { } constant || constant.Type != type || constant.Rank > axes || (constant.Count != 1 && (constant.Count != channels || constant[constant.Rank - 1] != channels)))
        {
            return null;
        }

        var numbers = new double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            numbers[channel] = Number(constant, constant.Count == 1 ? 0 : channel);
        }

        return numbers.All(double.IsFinite) ? numbers : null;
    }

    private static bool IsTransposed(Node product) => product.Operation == "MatMul" && product.Attributes.Find("transpose_b")?.Bool is true;

    private static double Number(Tensor value, int index) => value.Type == DataType.Double ? value.Span<double>()[index] : value.Span<float>()[index];

    private static Tensor ToTensor(double[] numbers, DataType type, in Shape shape, MemoryBudget budget) => type == DataType.Double
        ? Tensor.CreateConstant<double>(type, shape, numbers, budget)
        : Tensor.CreateConstant<float>(type, shape, Array.ConvertAll(numbers, number => (float)number), budget);
}
