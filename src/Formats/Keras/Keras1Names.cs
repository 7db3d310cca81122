using TypedModels.Formats.Json;

namespace TypedModels.Formats.Keras;

/// <summary>Says what Keras 1 wrote in the words of Keras 2 (<c>keras/legacy/interfaces.py</c> of Keras 2.0 lists the pairs).</summary>
internal static class Keras1Names
{
    private static readonly Dictionary<string, string> s_classes = new(StringComparer.Ordinal)
    {
        ["Convolution1D"] = "Conv1D", ["Convolution2D"] = "Conv2D", ["Convolution3D"] = "Conv3D", ["AtrousConvolution1D"] = "Conv1D", ["AtrousConvolution2D"] = "Conv2D",
        ["Deconvolution2D"] = "Conv2DTranspose", ["SeparableConvolution2D"] = "SeparableConv2D", ["TimeDistributedDense"] = "Dense",
    };

    private static readonly Dictionary<string, string> s_members = new(StringComparer.Ordinal)
    {
        ["init"] = "kernel_initializer", ["bias"] = "use_bias", ["nb_filter"] = "filters", ["border_mode"] = "padding", ["W_regularizer"] = "kernel_regularizer", ["p"] = "rate",
        ["inner_activation"] = "recurrent_activation", ["pool_length"] = "pool_size", ["ratio"] = "rate", ["sigma"] = "stddev", ["consume_less"] = "implementation",
    };

    /// <summary>The same layer in the words of Keras 2.</summary>
    public static KerasLayerConfig Translate(KerasLayerConfig layer)
    {
        string className = s_classes.TryGetValue(layer.ClassName, out string? known) ? known : layer.ClassName;
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (string name in layer.Config.Names)
        {
            // An Embedding has an output_dim to this day.
            string now = name == "output_dim" && className is ("Dense" or "LSTM" or "GRU" or "SimpleRNN") ? "units" : s_members.TryGetValue(name, out string? other) ? other : name;
            members.Add(new(now, layer.Config.Members[name]));
        }

        var config = JsonValue.Of(members);
        Merge("kernel_size", "nb_row", "nb_col");
        Merge("kernel_size", "kernel_dim1", "kernel_dim2", "kernel_dim3");
        Merge("kernel_size", "filter_length");
        Merge("strides", "subsample");
        Merge("strides", "subsample_length");
        Merge("strides", "stride");
        Merge("dilation_rate", "atrous_rate");
        if (config["dim_ordering"]?.Text is { } ordering)
        {
            config = config.With("data_format", JsonValue.Of(ordering == "th" ? "channels_first" : "channels_last"));
        }

        if (className is "UpSampling1D" && config["length"] is { } length)
        {
            config = config.With("size", length);
        }

        return layer with { ClassName = className, Config = config };

        void Merge(string name, params string[] parts)
        {
            if (parts.All(part => config[part] is not null))
            {
                var values = parts.Select(part => config[part]!).ToArray();
                config = config.With(name, values.Length == 1 ? values[0] : JsonValue.Of(values));
            }
        }
    }
}
