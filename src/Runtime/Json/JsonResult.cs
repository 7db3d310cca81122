using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedModels.Runtime;

/// <summary>How one signature's result is read and written as JSON; for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class JsonResult
{
    private protected JsonResult()
    {
    }

    /// <summary>Adds the types that it knows.</summary>
    internal abstract void Register(Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> types);
}
