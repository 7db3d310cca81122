using TypedModels.Keras.Layers.Preprocessing.Audio;
using TypedModels.Keras.Layers.Preprocessing.Lookups;
using TypedModels.Keras.Layers.Preprocessing.Pictures;
using TypedModels.Keras.Layers.Preprocessing.Texts;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>The layers of this folder. Those of <c>keras.layers.experimental.preprocessing</c> have the same names.</summary>
internal static class PreprocessingLayers
{
    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        table.Add("Rescaling", config => new RescalingLayer(config));
        table.Add("Normalization", config => new NormalisationLayer(config));
        table.Add("Resizing", config => new ResizingLayer(config));
        table.Add("CenterCrop", config => new CenterCropLayer(config));
        table.Add("CategoryEncoding", config => new CategoryEncodingLayer(config));
        table.Add("Discretization", config => new DiscretisationLayer(config));
        table.Add("Hashing", config => new HashingLayer(config));
        table.Add("HashedCrossing", config => new HashedCrossingLayer(config));
        table.Add("StringLookup", config => new LookupLayer(config, isText: true));
        table.Add("IntegerLookup", config => new LookupLayer(config, isText: false));
        table.Add("TextVectorization", config => new TextVectorisationLayer(config));
        table.Add("MelSpectrogram", config => new MelSpectrogramLayer(config));
        table.Add("STFTSpectrogram", config => new FourierSpectrogramLayer(config));
    }
}
