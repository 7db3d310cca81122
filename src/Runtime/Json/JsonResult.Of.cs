using System.ComponentModel;
using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TypedModels.Runtime.Json;

namespace TypedModels.Runtime;

/// <summary>How one signature's result is read and written as JSON; for generated code, which names the outputs in their order.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="create">Makes a result of its values, in the order of the outputs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonResult<TResult>(Func<object?[], TResult> create) : JsonResult
    where TResult : class
{
    private readonly List<JsonResultProperty> _properties = [];

    /// <summary>Adds a single element: a number, <c>true</c> or <c>false</c>, text, <c>[real, imaginary]</c>.</summary>
    public JsonResult<TResult> Scalar<T>(string name, Func<TResult, T> get)
        where T : struct => Add(name, get, new ScalarConverter<T>(), isOwn: typeof(T).Assembly == typeof(TensorString).Assembly);

    /// <summary>Adds a tensor: <c>{"shape": [2, 3], "data": [1, 2, 3, 4, 5, 6]}</c>.</summary>
    public JsonResult<TResult> Tensor<T>(string name, Func<TResult, Tensor<T>> get) => Add(name, get, new TensorConverter<T>());

    /// <summary>Adds a tensor, or a single element where there are no axes.</summary>
    public JsonResult<TResult> AnyRank<T>(string name, Func<TResult, AnyRankTensor<T>> get) => Add(name, get, new AnyRankConverter<T>());

    /// <summary>Adds a sparse tensor: <c>{"shape": [3, 4], "indices": [0, 1, 2, 3], "values": [1, 2]}</c>, the coordinates of all elements one after the other.</summary>
    public JsonResult<TResult> Sparse<T>(string name, Func<TResult, SparseTensor<T>> get) => Add(name, get, new SparseConverter<T>());

    /// <summary>Adds a ragged tensor: <c>{"row_splits": [[0, 2, 3]], "inner_shape": [], "values": [1, 2, 3]}</c>.</summary>
    public JsonResult<TResult> Ragged<T>(string name, Func<TResult, RaggedTensor<T>> get) => Add(name, get, new RaggedConverter<T>());

    internal override void Register(Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> types)
    {
        types[typeof(TResult)] = CreateInfo;
        types[typeof(TResult[])] = static options => JsonMetadataServices.CreateArrayInfo(options, new JsonCollectionInfoValues<TResult[]>());
        types[typeof(List<TResult>)] = static options =>
            JsonMetadataServices.CreateListInfo<List<TResult>, TResult>(options, new JsonCollectionInfoValues<List<TResult>> { ObjectCreator = static () => [] });
        foreach (var property in _properties)
        {
            property.Register(types);
        }
    }

    private JsonResult<TResult> Add<TValue>(string name, Func<TResult, TValue> get, JsonConverter<TValue> converter, bool isOwn = true)
    {
        _properties.Add(new JsonResultProperty<TResult, TValue>(name, get, converter, isOwn));
        return this;
    }

    private JsonTypeInfo<TResult> CreateInfo(JsonSerializerOptions options) => JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<TResult>
    {
        // The properties can be set in an initialiser only: all values are collected first, as for a constructor's parameters.
        ObjectCreator = _properties.Count == 0 ? () => create([]) : null,
        ObjectWithParameterizedConstructorCreator = _properties.Count == 0 ? null : values => create(values),
        ConstructorParameterMetadataInitializer = CreateParameters,
        PropertyMetadataInitializer = _ => [.. _properties.Select(property => property.CreateInfo(options))],
    });

    private JsonParameterInfoValues[] CreateParameters()
    {
        var parameters = new JsonParameterInfoValues[_properties.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = new JsonParameterInfoValues { Name = _properties[i].Name, ParameterType = _properties[i].Type, Position = i, IsMemberInitializer = true };
        }

        return parameters;
    }
}
