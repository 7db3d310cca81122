using TypedModels.Formats.Keras;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Tests.Support;

/// <summary>Layers of the class <c>Function</c>, which add to the graph what a test says.</summary>
internal sealed class FunctionLayers(CustomLayerFunction function) : ICustomLayers
{
    public CustomLayerFunction? Find(KerasLayerConfig layer) => layer.ClassName == "Function" ? function : null;

    /// <summary>A model of one such layer.</summary>
    /// <param name="inputShape">The shape that it takes, with the batch: <c>null, 4</c>.</param>
    /// <param name="function">What it adds.</param>
    public static KerasModel ModelOf(string inputShape, CustomLayerFunction function) => KerasModel.Of(
        $$$"""{"class_name":"Sequential","keras_version":"3.5.0","config":{"layers":[{"class_name":"InputLayer","config":{"name":"x","batch_shape":[{{{inputShape}}}]}},{"class_name":"Function","config":{"name":"layer"}}]}}""",
        new FunctionLayers(function));
}
