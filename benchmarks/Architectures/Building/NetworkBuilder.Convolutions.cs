using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

internal sealed partial class NetworkBuilder
{
    /// <summary>A convolution of a picture: <c>Conv2D</c>, and <c>BiasAdd</c> where it has a bias.</summary>
    public NetworkTensor Convolution(NetworkTensor input, int filters, Window window, bool bias = true, double gain = 2, double offset = 0)
    {
        int channels = input.Channels;
        float[] kernel = _weights.Around(0, Math.Sqrt(gain / (window.Height * window.Width * channels)), window.Height * window.Width * channels * filters);
        var first = ChannelsFirst(input);
        var graph = _graph.Node("Conv2D").Input(Padded(first.Graph, window)).Input(Constant(kernel, window.Height, window.Width, channels, filters))
            .With("strides", [1, window.Stride, window.Stride, 1]).With("padding", PaddingOf(window)).Output();
        float[] turned = ChannelsFirst(kernel, window.Height * window.Width, channels, filters);
        var onnx = Windowed("Conv", first, window).Input(_onnx.Weights(turned, filters, channels, window.Height, window.Width));
        return Biased(first, graph, onnx, filters, bias, offset);
    }

    /// <summary>A convolution of each channel for itself.</summary>
    public NetworkTensor DepthwiseConvolution(NetworkTensor input, Window window, bool bias = false)
    {
        int channels = input.Channels;
        float[] kernel = _weights.Around(0, Math.Sqrt(2.0 / (window.Height * window.Width)), window.Height * window.Width * channels);
        var first = ChannelsFirst(input);
        var graph = _graph.Node("DepthwiseConv2dNative").Input(Padded(first.Graph, window)).Input(Constant(kernel, window.Height, window.Width, channels, 1))
            .With("strides", [1, window.Stride, window.Stride, 1]).With("padding", PaddingOf(window)).Output();
        float[] turned = ChannelsFirst(kernel, window.Height * window.Width, 1, channels);
        var onnx = Windowed("Conv", first, window).Input(_onnx.Weights(turned, channels, 1, window.Height, window.Width)).With("group", channels);
        return Biased(first, graph, onnx, channels, bias, 0);
    }

    /// <summary>A transposed convolution whose window is as large as its stride.</summary>
    public NetworkTensor TransposedConvolution(NetworkTensor input, int filters, int stride)
    {
        int channels = input.Channels, area = stride * stride;
        float[] kernel = _weights.Around(0, Math.Sqrt(2.0 / channels), area * filters * channels);
        var first = ChannelsFirst(input);
        var lengths = _graph.Vector([_graph.LengthOf(first.Graph, 0), _graph.Integer((long)stride * first.Length(1)), _graph.Integer((long)stride * first.Length(2)), _graph.Integer(filters)]);
        var graph = _graph.Node("Conv2DBackpropInput").Input(lengths).Input(Constant(kernel, stride, stride, filters, channels)).Input(first.Graph)
            .With("strides", [1, stride, stride, 1]).With("padding", "SAME").Output();
        float[] turned = ChannelsFirst(kernel, area, filters, channels);
        var onnx = _onnx.Node("ConvTranspose").Input(first.Onnx, _onnx.Weights(turned, channels, filters, stride, stride)).With("strides", [stride, stride]);
        return Biased(first, graph, onnx, filters, true, 0);
    }

    /// <summary>A convolution along the rows of a sequence, which Keras writes as one of a picture one row high.</summary>
    public NetworkTensor SequenceConvolution(NetworkTensor input, int filters, int size)
    {
        int channels = input.Channels;
        float[] kernel = _weights.Around(0, Math.Sqrt(2.0 / (size * channels)), size * channels * filters);
        var first = ChannelsFirst(input);
        var picture = _graph.ExpandDims(first.Graph, -3);
        var weights = _graph.ExpandDims(Constant(kernel, size, channels, filters), 0);
        var product = _graph.Node("Conv2D").Input(picture).Input(weights).With("strides", [1, 1, 1, 1]).With("padding", "VALID").Output();
        var onnx = _onnx.Node("Conv").Input(first.Onnx, _onnx.Weights(ChannelsFirst(kernel, size, channels, filters), filters, channels, size));
        return Biased(first, _graph.Squeeze(product, -3), onnx, filters, true, 0);
    }

    private NetworkTensor Biased(NetworkTensor like, GraphTensor graph, Onnx.OnnxNode onnx, int filters, bool hasBias, double offset)
    {
        if (!hasBias)
        {
            return Both(like, graph, onnx.Output());
        }

        float[] bias = _weights.Around(offset, 0.1, filters);
        return Both(like, _graph.Add("BiasAdd", graph, Constant(bias, filters)), onnx.Input(_onnx.Weights(bias, filters)).Output());
    }

    private GraphTensor Padded(GraphTensor value, Window window) => window.Margin is { } margin
        ? _graph.Add("Pad", value, _graph.Pairs([(0, 0), margin, margin, (0, 0)]))
        : value;

    private static string PaddingOf(Window window) => window.IsSame ? "SAME" : "VALID";

    private Onnx.OnnxNode Windowed(string operation, NetworkTensor input, Window window)
    {
        var (top, bottom) = window.MarginOf(input.Graph.Length(1), window.Height);
        var (left, right) = window.MarginOf(input.Graph.Length(2), window.Width);
        return _onnx.Node(operation).Input(input.Onnx)
            .With("kernel_shape", [window.Height, window.Width])
            .With("strides", [window.Stride, window.Stride])
            .With("pads", [top, left, bottom, right]);
    }

    // [area, inner, outer] to [outer, inner, area].
    private static float[] ChannelsFirst(float[] kernel, int area, int inner, int outer)
    {
        var turned = new float[kernel.Length];
        for (int position = 0; position < area; position++)
        {
            for (int i = 0; i < inner; i++)
            {
                for (int o = 0; o < outer; o++)
                {
                    turned[(((o * inner) + i) * area) + position] = kernel[(((position * inner) + i) * outer) + o];
                }
            }
        }

        return turned;
    }
}
