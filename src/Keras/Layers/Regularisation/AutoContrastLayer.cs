using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Regularisation;

/// <summary><c>AutoContrast</c>: stretches each channel of each image to the whole range of values (<c>keras/src/layers/preprocessing/image_preprocessing/auto_contrast.py</c>).</summary>
internal sealed class AutoContrastLayer : UnaryLayer
{
    private const double MostOfByte = 255;

    private readonly double _least, _most;

    /// <param name="config">Its configuration.</param>
    public AutoContrastLayer(LayerConfig config)
        : base(config)
    {
        double[] range = config["value_range"] is null ? [0, MostOfByte] : config.Numbers("value_range");
        (_least, _most) = range is [var first, var second] && first != second ? (Math.Min(first, second), Math.Max(first, second)) : throw config.Wrong("value_range", "two numbers");
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != 4)
        {
            throw Formats.Keras.KerasFault.Damaged($"its input has the shape {input.Shape}, and images were expected");
        }

        // Where a channel is of one value, 255 / 0 · 0 is not a number, and the channel stays as it is.
        bool isOfBytes = _least == 0 && _most == MostOfByte;
        var images = graph.Cast(input, ComputeType);
        var bytes = isOfBytes ? images : graph.WithNumber("Mul", graph.WithNumber("RealDiv", graph.WithNumber("Sub", images, _least), _most - _least), MostOfByte);
        var low = graph.Reduce("Min", bytes, true, 1, 2);
        var high = graph.Reduce("Max", bytes, true, 1, 2);
        var scale = graph.Add("RealDiv", graph.Scalar(MostOfByte, ComputeType), graph.Add("Sub", high, low));
        var stretched = graph.Add("AddV2", graph.Add("Mul", bytes, scale), graph.Add("Mul", graph.Add("Neg", low), scale));
        var result = graph.Add("ClipByValue", stretched, graph.Scalar(0, ComputeType), graph.Scalar(MostOfByte, ComputeType));
        result = isOfBytes ? result : graph.WithNumber("AddV2", graph.WithNumber("Mul", graph.WithNumber("RealDiv", result, MostOfByte), _most - _least), _least);
        return graph.Add("SelectV2", graph.Add("IsNan", result), images, result);
    }
}
