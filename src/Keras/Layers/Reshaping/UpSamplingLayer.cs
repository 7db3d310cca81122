using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Reshaping;

/// <summary>
/// <c>UpSampling1D</c>, <c>UpSampling2D</c>, <c>UpSampling3D</c>: each element several times, or values in between (<c>keras/src/layers/reshaping/up_sampling2d.py</c>, which calls
/// <c>tf.image.resize</c>: elements are where their middles are, and nothing is blurred before).
/// </summary>
internal sealed class UpSamplingLayer : UnaryLayer
{
    private static readonly string[] s_methods = ["nearest", "bilinear", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"];

    private readonly int[] _factors;
    private readonly string _method;
    private readonly bool _channelsFirst;

    /// <param name="config">Its configuration.</param>
    /// <param name="axes">The number of axes that grow.</param>
    /// <exception cref="Formats.ModelFormatException">The configuration is none that Keras takes.</exception>
    public UpSamplingLayer(LayerConfig config, int axes)
        : base(config)
    {
        _factors = config.PositivePerAxis("size", axes, 2);
        _method = axes == 2 ? config.Word("interpolation", "nearest", s_methods) : "nearest";
        _channelsFirst = config.ChannelsFirst && axes > 1;
    }

    /// <inheritdoc/>
    protected override bool KeepsMask => false;

    /// <inheritdoc/>
    protected override GraphTensor Apply(LayerGraph graph, GraphTensor input)
    {
        if (input.Rank != _factors.Length + 2)
        {
            throw KerasFault.Damaged($"its input {input.Shape} should have {_factors.Length + 2} axes");
        }

        var value = _channelsFirst ? graph.ChannelsLast(input) : input;
        var grown = _factors.Length switch
        {
            1 => graph.Squeeze(Resize(graph, graph.ExpandDims(value, 1), 1, _factors[0]), 1),
            2 => Resize(graph, value, _factors[0], _factors[1]),
            _ => ResizeVolume(graph, value),
        };
        return _channelsFirst ? graph.ChannelsFirst(grown) : grown;
    }

    private GraphTensor Resize(LayerGraph graph, GraphTensor plane, int rows, int columns)
    {
        var size = graph.Vector([graph.ScaledLength(plane, 1, rows, 0), graph.ScaledLength(plane, 2, columns, 0)]);
        return _method switch
        {
            "nearest" => graph.Node("ResizeNearestNeighbor").Input(plane).Input(size).With("half_pixel_centers", true).Output(),
            "bilinear" => InType(graph, plane, graph.Node("ResizeBilinear").Input(plane).Input(size).With("half_pixel_centers", !Config.Document.IsOfStandaloneKeras2).Output()),
            "bicubic" => InType(graph, plane, graph.Node("ResizeBicubic").Input(plane).Input(size).With("half_pixel_centers", true).Output()),
            "area" => InType(graph, plane, graph.Add("ResizeArea", plane, size)),
            _ => InType(graph, plane, graph.Node("ScaleAndTranslate").Input(plane).Input(size)
                .Input(graph.Constant([rows, columns], new TensorShape(2), DataType.Float)).Input(graph.Constant([0, 0], new TensorShape(2), DataType.Float))
                .With("kernel_type", _method).With("antialias", false).Output()),
        };
    }

    // Rows and columns first, as pictures of all depths; then the depths, as rows of pictures whose columns are rows and columns.
    private GraphTensor ResizeVolume(LayerGraph graph, GraphTensor volume)
    {
        GraphTensor[] lengths = [.. Enumerable.Range(0, volume.Rank).Select(axis => graph.LengthOf(volume, axis))];
        var pictures = Resize(graph, graph.Reshape(volume, [graph.ProductOfLengths(volume, [0, 1]), lengths[2], lengths[3], lengths[4]]), _factors[1], _factors[2]);
        var (rows, columns) = (graph.LengthOf(pictures, 1), graph.LengthOf(pictures, 2));
        var depths = Resize(graph, graph.Reshape(pictures, [lengths[0], lengths[1], graph.ProductOfLengths(pictures, [1, 2]), lengths[4]]), _factors[0], 1);
        return graph.Reshape(depths, [lengths[0], graph.LengthOf(depths, 1), rows, columns, lengths[4]]);
    }

    // All but the nearest are computed and given in float32.
    private static GraphTensor InType(LayerGraph graph, GraphTensor input, GraphTensor value) => input.IsFloating ? graph.Cast(value, input.DataType) : value;
}
