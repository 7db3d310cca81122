using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>Hashes of texts as TensorFlow counts them into bins: Farmhash without a salt, SipHash with one.</summary>
internal static class TextHash
{
    /// <summary>The bin of each text, as int64.</summary>
    public static GraphTensor Of(LayerGraph graph, GraphTensor texts, long bins, long[]? salt) => salt is null
        ? graph.Node("StringToHashBucketFast").Input(texts).With("num_buckets", bins).Output()
        : graph.Node("StringToHashBucketStrong").Input(texts).With("num_buckets", bins).With("key", salt).Output();

    /// <summary>The salt that a configuration gives: two whole numbers, or one that is both; null where there is none.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public static long[]? SaltOf(LayerConfig config) => config["salt"] switch
    {
        null => null,
        { Integer: { } both } => [both, both],
        { Kind: JsonKind.List, Items: [{ Integer: { } first }, { Integer: { } second }] } => [first, second],
        _ => throw config.Wrong("salt", "a whole number, or two"),
    };
}
