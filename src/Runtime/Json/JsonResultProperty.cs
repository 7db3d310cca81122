using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TypedModels.Runtime.Json;

/// <summary>How one output of a result is read and written as JSON.</summary>
/// <param name="name">The property's name.</param>
/// <param name="type">The property's type.</param>
internal abstract class JsonResultProperty(string name, Type type)
{
    /// <summary>The property's name.</summary>
    public string Name { get; } = name;

    /// <summary>The property's type.</summary>
    public Type Type { get; } = type;

    /// <summary>Adds the property's type, unless it is one of .NET's own, which others may want to write in their way.</summary>
    public abstract void Register(Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> types);

    /// <summary>The description that the serialiser works with.</summary>
    public abstract JsonPropertyInfo CreateInfo(JsonSerializerOptions options);
}

/// <summary>How one output of a result is read and written as JSON.</summary>
/// <param name="name">The property's name.</param>
/// <param name="get">Reads the property.</param>
/// <param name="converter">Reads and writes the value.</param>
/// <param name="isOwn">Whether <typeparamref name="TValue"/> is not one of .NET's own types.</param>
internal sealed class JsonResultProperty<TResult, TValue>(string name, Func<TResult, TValue> get, JsonConverter<TValue> converter, bool isOwn)
    : JsonResultProperty(name, typeof(TValue))
    where TResult : class
{
    public override void Register(Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> types)
    {
        if (isOwn)
        {
            types[typeof(TValue)] = CreateValueInfo;
        }
    }

    public override JsonPropertyInfo CreateInfo(JsonSerializerOptions options)
    {
        var info = JsonMetadataServices.CreatePropertyInfo(options, new JsonPropertyInfoValues<TValue>
        {
            IsProperty = true,
            IsPublic = true,
            DeclaringType = typeof(TResult),
            PropertyName = Name,
            PropertyTypeInfo = CreateValueInfo(options),
            Converter = converter,
            Getter = result => get((TResult)result),
            // The serialiser wants one where a value is required, and never calls it: values go through the initialiser.
            Setter = static (_, _) => throw new InvalidOperationException("A result is made with all its values at once."),
        });
        info.IsRequired = true;
        return info;
    }

    private JsonTypeInfo<TValue> CreateValueInfo(JsonSerializerOptions options) => JsonMetadataServices.CreateValueInfo<TValue>(options, converter);
}
