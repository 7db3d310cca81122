using System.Text.Json.Serialization;

namespace TypedModels.Tool.Conversion;

/// <summary>The JSON of <c>convert</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ConversionReport))]
internal sealed partial class ConvertJson : JsonSerializerContext;
