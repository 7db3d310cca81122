using System.Text.Json.Serialization;

namespace TypedModels.Benchmarks;

/// <summary>How reports, and what processes tell each other, are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(PeersReport))]
internal sealed partial class PeersJson : JsonSerializerContext;
