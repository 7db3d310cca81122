using TypedModels.Architectures.Building;
using TypedModels.Architectures.Networks;

namespace TypedModels.Architectures;

/// <summary>The networks that can be written.</summary>
internal static class ArchitectureTable
{
    /// <summary>What adds each to a builder, by name.</summary>
    public static IReadOnlyDictionary<string, Architecture> All { get; } = new SortedDictionary<string, Architecture>(StringComparer.Ordinal)
    {
        ["bert_base_pair"] = new(Bert.BuildBasePair),
        ["bert_small"] = new(Bert.BuildSmall),
        ["bert_tiny"] = new(Bert.BuildTiny, UsesEinsum: true),
        ["efficientnet_b0"] = new(EfficientNetB0.Build),
        ["mobilenet_v3_large"] = new(MobileNetV3.BuildLarge),
        ["mobilenet_v3_small"] = new(MobileNetV3.BuildSmall),
        ["recommender_dlrm"] = new(Recommender.BuildInteractions),
        ["recommender_wide_and_deep"] = new(Recommender.BuildWideAndDeep),
        ["resnet50"] = new(ResNet50.Build),
        ["unet"] = new(UNet.Build),
    };
}

/// <summary>A network that can be written.</summary>
/// <param name="Build">Adds it to a builder.</param>
/// <param name="UsesEinsum">Whether TensorFlow's graph has products of sequences as <c>Einsum</c>.</param>
internal sealed record Architecture(Action<NetworkBuilder> Build, bool UsesEinsum = false);
