using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers;

/// <summary>Keras's policy of types: in which a layer computes, and in which its weights are kept.</summary>
internal static class DataTypePolicy
{
    private static readonly Dictionary<string, DataType> s_types = new(StringComparer.Ordinal)
    {
        ["float16"] = DataType.Half, ["bfloat16"] = DataType.BFloat16, ["float32"] = DataType.Float, ["float64"] = DataType.Double, ["half"] = DataType.Half, ["double"] = DataType.Double,
        ["int8"] = DataType.Int8, ["int16"] = DataType.Int16, ["int32"] = DataType.Int32, ["int64"] = DataType.Int64, ["uint8"] = DataType.UInt8, ["uint16"] = DataType.UInt16,
        ["uint32"] = DataType.UInt32, ["uint64"] = DataType.UInt64, ["bool"] = DataType.Bool, ["string"] = DataType.String, ["complex64"] = DataType.Complex64, ["complex128"] = DataType.Complex128,
    };

    /// <summary>The types of a layer: of floating point, <c>float32</c> where it says nothing or another type.</summary>
    /// <exception cref="ModelFormatException">The policy is none that is known.</exception>
    public static (DataType Compute, DataType Variable) Of(LayerConfig config)
    {
        string name = NameOf(config["dtype"]) ?? "float32";
        return name switch
        {
            "mixed_float16" => (DataType.Half, DataType.Float),
            "mixed_bfloat16" => (DataType.BFloat16, DataType.Float),
            _ when name.StartsWith("int8_from_", StringComparison.Ordinal) || name.StartsWith("float8_from_", StringComparison.Ordinal) || name.StartsWith("int4_from_", StringComparison.Ordinal) =>
                throw KerasFault.Unsupported($"its weights are quantized by Keras ('{name}')", "Save the model before model.quantize()"),
            _ => TypeOf(name) is var type && type is DataType.Half or DataType.BFloat16 or DataType.Double ? (type, type) : (DataType.Float, DataType.Float),
        };
    }

    /// <summary>The name of a policy: a text, or <c>{class_name: "DTypePolicy", config: {name}}</c>; null where there is none.</summary>
    public static string? NameOf(JsonValue? policy) => policy?.Kind == JsonKind.Text ? policy.Text : policy?["config"]?["name"]?.Text;

    /// <summary>The type that Keras calls so.</summary>
    /// <exception cref="ModelFormatException">It is none.</exception>
    public static DataType TypeOf(string name) => s_types.TryGetValue(name, out var type) ? type : throw KerasFault.Damaged($"'{name}' is no type of element");
}
