using System.Text.Json.Serialization;

namespace TypedModels.Tool.Inspect;

/// <summary>The JSON of <c>inspect</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ModelInspection))]
[JsonSerializable(typeof(Checkpoints.CheckpointInspection))]
internal sealed partial class InspectJson : JsonSerializerContext;
