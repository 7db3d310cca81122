using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedModels;

/// <summary>Makes the results of models easy to serialise where reflection is off.</summary>
public static class JsonResolverExtensions
{
    /// <summary>The description of <typeparamref name="T"/> that <see cref="JsonSerializer"/> takes: <c>JsonSerializer.Serialize(result, FaceDetector.Json.TypeInfo&lt;FaceDetector.DetectFileResult&gt;())</c>.</summary>
    /// <param name="resolver">A wrapper's <c>Json</c>.</param>
    /// <param name="options">How to write; its own resolvers are asked first when it has any. Null for the defaults.</param>
    /// <exception cref="NotSupportedException">Neither knows the type.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>(this IJsonTypeInfoResolver resolver, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        var copy = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        copy.TypeInfoResolverChain.Add(resolver);
        return (JsonTypeInfo<T>)copy.GetTypeInfo(typeof(T));
    }
}
