using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedModels.Runtime;

/// <summary>The results of one wrapper as JSON, without reflection; for generated code, which hands it out as <c>Json</c>.</summary>
/// <remarks>Knows each result, arrays and lists of them, and the types of their values that .NET itself cannot write.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelJsonResolver : IJsonTypeInfoResolver
{
    private readonly Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> _types = [];

    /// <summary>A resolver of <paramref name="results"/>.</summary>
    public ModelJsonResolver(params ReadOnlySpan<JsonResult> results)
    {
        foreach (var result in results)
        {
            result.Register(_types);
        }
    }

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => _types.TryGetValue(type, out var create) ? create(options) : null;
}
