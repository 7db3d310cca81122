using TypedModels.Formats.Transforms;

namespace TypedModels.Formats.SavedModels;

/// <summary>What a SavedModel of one graph says.</summary>
internal sealed class SavedModelContent
{
    /// <summary>The <c>GraphDef</c>.</summary>
    public required ReadOnlyMemory<byte> Graph { get; init; }

    /// <summary>The signatures.</summary>
    public required IReadOnlyList<SignatureContent> Signatures { get; init; }

    /// <summary>The tags that select the graph.</summary>
    public IReadOnlyList<string> Tags { get; init; } = ["serve"];

    /// <summary>The version of TensorFlow whose operations the graph uses; may be empty.</summary>
    public string TensorFlowVersion { get; init; } = "";

    /// <summary>The operations that restore the variables, or null when there are none.</summary>
    public SaverNames? Saver { get; init; }

    /// <summary>The tensors that take the paths of files in <c>assets/</c>, with the names of the files there.</summary>
    public IReadOnlyList<(string Tensor, string FileName)> Assets { get; init; } = [];

    /// <summary>The operation to run once the variables are restored, or null.</summary>
    public string? InitOperation { get; init; }
}
