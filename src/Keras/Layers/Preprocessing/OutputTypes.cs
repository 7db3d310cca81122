using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Preprocessing;

/// <summary>The types of what layers with an <c>output_mode</c> give: their policy's, which for whole numbers may be one of whole numbers.</summary>
internal static class OutputTypes
{
    /// <summary>The type of whole numbers: the policy's where it is one of them, else another; early versions wrote <c>float32</c> there and ignored it.</summary>
    /// <exception cref="ModelFormatException">The policy is none that is known.</exception>
    public static DataType Whole(LayerConfig config, DataType otherwise) =>
        Given(config) is { } type && type is DataType.Int8 or DataType.UInt8 or DataType.Int16 or DataType.UInt16 or DataType.Int32 or DataType.Int64 ? type : otherwise;

    /// <summary>The type of encoded numbers: the policy's, or float32 where that is one of texts.</summary>
    /// <param name="config">The layer.</param>
    /// <param name="policy">The type of its policy, where that is one of floating point.</param>
    /// <exception cref="ModelFormatException">The policy is none that is known.</exception>
    public static DataType Encoded(LayerConfig config, DataType policy) => Whole(config, policy);

    /// <summary>What the configuration calls <c>output_mode</c>, in the words of today.</summary>
    /// <exception cref="ModelFormatException">It is another one.</exception>
    public static string Mode(LayerConfig config, string byDefault, params ReadOnlySpan<string> modes)
    {
        string mode = config.Text("output_mode", byDefault) switch { "binary" => "multi_hot", "tf-idf" => "tf_idf", var word => word };
        if (config.Flag("sparse", false) && mode != "int")
        {
            throw KerasFault.Unsupported("it gives sparse tensors (sparse=True)", "Make the layer with sparse=False, and save the model again");
        }

        return modes.IndexOf(mode) >= 0 ? mode : throw config.Wrong("output_mode", string.Join(" or ", modes.ToArray()));
    }

    private static DataType? Given(LayerConfig config) => DataTypePolicy.NameOf(config["dtype"]) is { } name && !name.StartsWith("mixed_", StringComparison.Ordinal) ? DataTypePolicy.TypeOf(name) : null;
}
