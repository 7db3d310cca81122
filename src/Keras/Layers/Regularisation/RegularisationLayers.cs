using TypedModels.Keras.Layers.Core;

namespace TypedModels.Keras.Layers.Regularisation;

/// <summary>The layers that act in training alone, and those that change images at random in training.</summary>
internal static class RegularisationLayers
{
    private static readonly string[] s_regularisers =
        ["Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianNoise", "GaussianDropout", "AlphaDropout", "ActivityRegularization"];

    private static readonly string[] s_augmentations =
    [
        "RandomFlip", "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation", "RandomBrightness", "RandomHeight", "RandomWidth", "RandomShear", "RandomHue", "RandomSaturation",
        "RandomSharpness", "RandomGrayscale", "RandomColorJitter", "RandomColorDegeneration", "RandomPosterization", "RandomInvert", "RandomErasing", "RandomPerspective", "RandomGaussianBlur",
        "RandomElasticTransform", "RandAugment", "AugMix", "MixUp", "CutMix", "Solarization",
    ];

    /// <summary>Adds them to the table of all layers.</summary>
    public static void AddTo(LayerTable table)
    {
        foreach (string name in s_regularisers)
        {
            table.Add(name, config => new IdentityLayer(config));
        }

        foreach (string name in s_augmentations)
        {
            table.Add(name, config => new AugmentationLayer(config));
        }

        table.Add("RandomCrop", config => new RandomCropLayer(config));
        table.Add("AutoContrast", config => new AutoContrastLayer(config));
    }
}
