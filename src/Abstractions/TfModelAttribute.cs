namespace TypedModels;

/// <summary>Makes a partial class the typed wrapper of a model: one method for each of its signatures, generated in the build.</summary>
/// <param name="path">
/// The model, relative to the project, with forward slashes: the folder of a SavedModel (<c>models/face_detector</c>), a model of Keras (<c>models/digits.keras</c>, <c>.h5</c>, <c>.json</c>), the graph of a
/// <c>tf.train.Saver</c> (<c>models/m.ckpt-100.meta</c>) or a frozen graph (<c>models/classifier.pb</c>, <c>.pbtxt</c>).
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TfModelAttribute(string path) : Attribute
{
    /// <summary>The model's folder or file, relative to the project.</summary>
    public string Path { get; } = path;

    /// <summary>The tags that select a part of the model, separated by commas; <c>serve</c> when not given.</summary>
    public string? Tags { get; set; }

    /// <summary>
    /// The checkpoint that the variables are restored from, relative to the project: its prefix (<c>models/m.ckpt-100</c>), or a folder, whose file <c>checkpoint</c> says which. Left out, it is the
    /// one beside the graph (<c>m.ckpt-100.meta</c>: <c>m.ckpt-100</c>), or the SavedModel's own; <see cref="ModelOptions.Checkpoint"/> takes another one at load.
    /// </summary>
    public string? Checkpoint { get; set; }

    /// <summary>
    /// The file that a model of Keras has its weights from, relative to the project: what <c>save_weights</c> or <c>save</c> wrote (<c>models/wide_resnet_weights.h5</c>). Left out, it is the model's own file; a <c>.json</c>
    /// file, which describes layers alone, needs one. <see cref="ModelOptions.Checkpoint"/> takes another one at load.
    /// </summary>
    public string? Weights { get; set; }

    /// <summary>
    /// The name scope of the graph that the wrapper is about, such as <c>decoder_a</c>: names of tensors are looked up under it first, and with <see cref="SharesVariablesWith"/> the variables under
    /// it are the wrapper's own.
    /// </summary>
    public string? Scope { get; set; }

    /// <summary>
    /// Another wrapper whose variables this one uses: it is then loaded with <c>Load(other)</c>, holds only what it adds, and sees every value that is restored into the other. The other one's
    /// variables stay for as long as this one needs them, whichever is disposed first.
    /// </summary>
    public Type? SharesVariablesWith { get; set; }

    /// <summary>
    /// What variables are called in the checkpoint, where that is not what the graph calls them: <c>"from=to"</c>, the beginning of the name in the checkpoint and what stands for it in the graph,
    /// such as <c>"model_a/="</c>.
    /// </summary>
    public string[]? VariableMap { get; set; }
}
