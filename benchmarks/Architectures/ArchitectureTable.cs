using TypedModels.Architectures.Networks;

namespace TypedModels.Architectures;

/// <summary>The networks that can be written.</summary>
internal static class ArchitectureTable
{
    // The name of one of these ends with how often its block is there.
    private static readonly int[] s_depths = [1, 2, 4, 8, 16, 32];

    /// <summary>What adds each to a builder, by name.</summary>
    public static IReadOnlyDictionary<string, Architecture> All { get; } = new SortedDictionary<string, Architecture>(
        s_depths.SelectMany(Deep).ToDictionary(deep => deep.Name, deep => deep.Architecture), StringComparer.Ordinal)
    {
        ["autoencoder"] = new(Perceptrons.BuildAutoencoder),
        ["autoencoder_picture"] = new(SuperResolution.BuildAutoencoder),
        ["bert_base_pair"] = new(Bert.BuildBasePair, OperatorSet: Architecture.AttentionOperatorSet),
        ["bert_small"] = new(Bert.BuildSmall, OperatorSet: Architecture.AttentionOperatorSet),
        ["bert_tiny"] = new(Bert.BuildTiny, UsesEinsum: true, OperatorSet: Architecture.AttentionOperatorSet),
        ["densenet121"] = new(DenseNet121.Build),
        ["detector_tiny"] = new(Detector.Build),
        ["efficientnet_b0"] = new(EfficientNetB0.Build),
        ["gpt_small"] = new(Gpt.Build, OperatorSet: Architecture.AttentionOperatorSet),
        ["gru_series"] = new(Recurrent.BuildSeries),
        ["inception_v3"] = new(InceptionV3.Build),
        ["lstm_text"] = new(Recurrent.BuildText),
        ["mlp_large"] = new(Perceptrons.BuildLarge),
        ["mlp_small"] = new(Perceptrons.BuildSmall),
        ["mobilenet_v3_large"] = new(MobileNetV3.BuildLarge),
        ["mobilenet_v3_small"] = new(MobileNetV3.BuildSmall),
        ["pictures_of_any_size"] = new(AnySize.Build),
        ["recommender_dlrm"] = new(Recommender.BuildInteractions),
        ["recommender_wide_and_deep"] = new(Recommender.BuildWideAndDeep),
        ["resnet50"] = new(ResNet50.Build),
        ["super_resolution"] = new(SuperResolution.Build),
        ["tabular"] = new(Perceptrons.BuildTabular),
        ["text_convolution"] = new(TextConvolution.Build),
        ["unet"] = new(UNet.Build),
        ["vgg11"] = new(Vgg11.Build),
    };

    private static IEnumerable<(string Name, Architecture Architecture)> Deep(int depth) =>
    [
        ($"encoder_{depth}", new Architecture(network => Bert.BuildLayers(network, depth), OperatorSet: Architecture.AttentionOperatorSet)),
        ($"residual_{depth}", new Architecture(network => Residual.Build(network, depth))),
    ];
}
