namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>The largest of each window. Zeros that a layer puts around count, so that nothing may be below them.</summary>
    public NetworkTensor MaxPool(NetworkTensor input, Window window) => Pool(input, window, "MaxPool", "MaxPool");

    /// <summary>The mean of each window, of what is in the picture.</summary>
    public NetworkTensor AveragePool(NetworkTensor input, Window window) => Pool(input, window, "AvgPool", "AveragePool");

    /// <summary>The mean of each channel, as rows.</summary>
    public NetworkTensor GlobalAverage(NetworkTensor input)
    {
        var first = ChannelsFirst(input);
        string pooled = _onnx.Add("GlobalAveragePool", first.Onnx);
        return new NetworkTensor(_graph.Reduce("Mean", first.Graph, false, 1, 2), _onnx.Node("Flatten").Input(pooled).With("axis", 1).Output(), false);
    }

    /// <summary>The mean of each channel, as a picture of one pixel.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="reshapes">Whether TensorFlow's graph has rows first and makes pictures of them.</param>
    public NetworkTensor GlobalAveragePixel(NetworkTensor input, bool reshapes = false)
    {
        var first = ChannelsFirst(input);
        var mean = _graph.Reduce("Mean", first.Graph, !reshapes, 1, 2);
        return Both(first, reshapes ? Axes(mean, 1, 1, first.Channels) : mean, _onnx.Add("GlobalAveragePool", first.Onnx));
    }

    /// <summary>The largest of a sequence in each channel.</summary>
    public NetworkTensor SequenceMaximum(NetworkTensor input)
    {
        var first = ChannelsFirst(input);
        string pooled = _onnx.Add("GlobalMaxPool", first.Onnx);
        return new NetworkTensor(_graph.Reduce("Max", first.Graph, false, 1), _onnx.Node("Flatten").Input(pooled).With("axis", 1).Output(), false);
    }

    /// <summary>The mean of a sequence in each channel.</summary>
    public NetworkTensor SequenceMean(NetworkTensor input)
    {
        var last = ChannelsLast(input);
        return new NetworkTensor(_graph.Reduce("Mean", last.Graph, false, 1), _onnx.Node("ReduceMean").Input(last.Onnx).With("axes", [1]).With("keepdims", 0).Output(), false);
    }

    private NetworkTensor Pool(NetworkTensor input, Window window, string graph, string onnx)
    {
        var first = ChannelsFirst(input);
        var pooled = _graph.Node(graph).Input(Padded(first.Graph, window))
            .With("ksize", [1, window.Height, window.Width, 1]).With("strides", [1, window.Stride, window.Stride, 1]).With("padding", PaddingOf(window)).Output();
        return Both(first, pooled, Windowed(onnx, first, window).Output());
    }
}
