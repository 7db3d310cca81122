namespace TypedModels.Generator.Emit;

/// <summary>The full names that emitted code uses: nothing the user declares or imports can stand in their way.</summary>
internal static class Names
{
    public const string TypedModels = "global::TypedModels";
    public const string Session = TypedModels + ".Runtime.ModelSession";
    public const string SessionSource = TypedModels + ".Runtime.IModelSessionSource";
    public const string ModelResults = TypedModels + ".Runtime.ModelResults";
    public const string FakeCall = TypedModels + ".Runtime.FakeCall";
    public const string ModelInfo = TypedModels + ".ModelInfo";
    public const string ModelOptions = TypedModels + ".ModelOptions";
    public const string CallInfo = TypedModels + ".CallInfo";
    public const string TensorSize = TypedModels + ".TensorSize";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string Token = "global::System.Threading.CancellationToken";
    public const string Resolver = "global::System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver";
}
