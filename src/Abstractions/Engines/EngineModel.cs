namespace TypedModels.Engines;

/// <summary>A model as engines take it: a graph, and the names of the tensors and operations that matter in it. Only the layers below the runtime know these names.</summary>
internal sealed record EngineModel
{
    /// <summary>The model's short name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The folder or file it came from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>The graph: a serialised <c>tensorflow.GraphDef</c>.</summary>
    public required ReadOnlyMemory<byte> GraphDef { get; init; }

    /// <summary>The signatures to run, in the wrapper's order.</summary>
    public required IReadOnlyList<EngineSignature> Signatures { get; init; }

    /// <summary>How the graph restores its variables by itself, or null when it has none, or when <see cref="Values"/> gives them theirs.</summary>
    public RestoreStep? Restore { get; init; }

    /// <summary>The variables that may be given values and read, by <see cref="EngineSession.Prepare"/> and <see cref="EngineSession.ReadVariables"/>.</summary>
    public IReadOnlyList<EngineVariable> Variables { get; init; } = [];

    /// <summary>What variables are given before the model is initialised.</summary>
    public IReadOnlyList<VariableValue> Values { get; init; } = [];

    /// <summary>The operations that initialise the model once it is restored, in order.</summary>
    public IReadOnlyList<string> Initialisers { get; init; } = [];

    /// <summary>The files that restoring and initialising are fed with.</summary>
    public IReadOnlyList<AssetFile> Assets { get; init; } = [];
}

/// <summary>One signature: its arguments taken apart into dense tensors, in the contract's order.</summary>
/// <param name="Key">The signature's key.</param>
/// <param name="Inputs">The tensors that are fed: one for a dense argument; values, indices and dense shape for a sparse one; values and row splits, outermost first, for a ragged one.</param>
/// <param name="Outputs">The tensors that are fetched, taken apart in the same way.</param>
internal sealed record EngineSignature(string Key, IReadOnlyList<EngineTensor> Inputs, IReadOnlyList<EngineTensor> Outputs);

/// <summary>A tensor of the graph.</summary>
/// <param name="Name">Its name, such as <c>serving_default_x:0</c>.</param>
/// <param name="DataType">The type that the signature says its elements have.</param>
internal readonly record struct EngineTensor(string Name, DataType DataType);

/// <summary>How a graph restores its variables.</summary>
/// <param name="FileNameTensor">The tensor that takes the checkpoint's prefix.</param>
/// <param name="Operation">The operation that restores.</param>
/// <param name="Prefix">The checkpoint: the path without <c>.index</c>.</param>
internal sealed record RestoreStep(string FileNameTensor, string Operation, string Prefix);

/// <summary>A file that the graph is fed the path of.</summary>
/// <param name="Tensor">The tensor that takes the path.</param>
/// <param name="Path">The file, absolute.</param>
internal sealed record AssetFile(string Tensor, string Path);
