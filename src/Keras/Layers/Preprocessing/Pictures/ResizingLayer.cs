using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing.Pictures;

/// <summary><c>Resizing</c>: pictures in another size (<c>keras/src/layers/preprocessing/image_preprocessing/resizing.py</c>, <c>tf_keras/layers/preprocessing/image_preprocessing.py</c>).</summary>
internal sealed class ResizingLayer : PictureLayer
{
    private readonly string _interpolation;
    private readonly bool _antialias;
    private readonly bool _crops;
    private readonly bool _pads;
    private readonly double _fill;

    /// <param name="config">Its configuration.</param>
    public ResizingLayer(LayerConfig config)
        : base(config)
    {
        _interpolation = config.Word("interpolation", "bilinear", PictureSampling.Interpolations);
        _antialias = config.Flag("antialias", false);
        _crops = config.Flag("crop_to_aspect_ratio", false);
        _pads = config.Flag("pad_to_aspect_ratio", false);
        _fill = config.Number("fill_value", 0);
        if (_crops && _pads)
        {
            throw KerasFault.Damaged("it both crops and pads to the aspect ratio, which Keras refuses");
        }

        if (_pads)
        {
            config.Word("fill_mode", "constant", "constant");
        }
    }

    /// <inheritdoc/>
    protected override GraphTensor Change(LayerGraph graph, GraphTensor pictures)
    {
        bool isNew = Config.Generation == KerasGeneration.Keras3;

        // Keras 3 gives whole numbers back as such; Keras 2 gives the type that it computes in.
        var type = isNew && !pictures.IsFloating ? pictures.DataType : ComputeType;
        var given = TypedInputs.Numbers(graph, pictures, isNew || _interpolation == "nearest" ? type : DataType.Float);
        var cut = _crops ? AspectRatio.Within(graph, given, Height, Width).Of(graph, given) : _pads ? AspectRatio.Pad(graph, given, Height, Width, _fill) : given;
        var resized = PictureSampling.Resize(graph, cut, Height, Width, _interpolation, _antialias);
        return isNew ? SaturatingCast.To(graph, resized, type) : graph.Cast(resized, type);
    }
}
