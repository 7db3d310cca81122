namespace TypedModels.Formats.SavedModels;

/// <summary>A signature to be written.</summary>
/// <param name="Key">The key under which the model exports it.</param>
/// <param name="Inputs">What it takes, by key.</param>
/// <param name="Outputs">What it gives, by key.</param>
internal sealed record SignatureContent(string Key, IReadOnlyDictionary<string, ArgumentContent> Inputs, IReadOnlyDictionary<string, ArgumentContent> Outputs)
{
    /// <summary>The kind of call.</summary>
    public string MethodName { get; init; } = "tensorflow/serving/predict";

    /// <summary>The values of inputs that may be left out, by key, each a <c>TensorProto</c>.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Defaults { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();
}
