namespace TypedModels.Tool.Inspect;

/// <summary>What <c>inspect</c> found. Its members are the JSON of <c>inspect --json</c>: they may be added to, not changed.</summary>
internal sealed record ModelInspection
{
    /// <summary>The model's short name.</summary>
    public required string Model { get; init; }

    /// <summary>The folder or file, as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>How the model is stored: <c>saved_model</c>, <c>meta_graph</c> or <c>graph</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The files and their sizes.</summary>
    public required FilesInspection Files { get; init; }

    /// <summary>The graphs, one for each set of tags.</summary>
    public required IReadOnlyList<GraphInspection> Graphs { get; init; }

    /// <summary>What keeps the model from being loaded; empty when nothing is known to.</summary>
    public required IReadOnlyList<ProblemInspection> Problems { get; init; }
}

/// <summary>Sizes on disk, in bytes.</summary>
internal sealed record FilesInspection
{
    public required long TotalBytes { get; init; }

    public required long GraphBytes { get; init; }

    public required long VariablesBytes { get; init; }

    public required long AssetsBytes { get; init; }

    public required long OtherBytes { get; init; }

    /// <summary>Every file, its path relative to the model's folder.</summary>
    public required IReadOnlyList<FileInspection> Files { get; init; }
}

/// <summary>A file of a model.</summary>
internal sealed record FileInspection(string Path, long Bytes);

/// <summary>One graph of a model.</summary>
internal sealed record GraphInspection
{
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The version of TensorFlow that wrote it; may be empty.</summary>
    public required string TensorFlow { get; init; }

    /// <summary>The version of the graph format that it was written in.</summary>
    public required int Producer { get; init; }

    /// <summary>The fingerprint of what it promises its callers.</summary>
    public required string Fingerprint { get; init; }

    public required IReadOnlyList<SignatureInspection> Signatures { get; init; }

    /// <summary>The tensors that are made to be fed, of a graph without signatures; else empty. <see cref="ArgumentInspection.Key"/> is the tensor's name.</summary>
    public required IReadOnlyList<ArgumentInspection> Placeholders { get; init; }

    /// <summary>The nodes that signatures and initialisation reach, by type of operation; all nodes of a graph without signatures. A function counts once, however often it is called.</summary>
    public required IReadOnlyDictionary<string, int> Operations { get; init; }

    /// <summary>Those of the operations that reach beyond the model: files, network, other programs.</summary>
    public required IReadOnlyList<OutsideInspection> Outside { get; init; }

    /// <summary>Those of the operations that the managed engine does not have.</summary>
    public required IReadOnlyList<MissingInspection> Missing { get; init; }

    /// <summary>The variables that the graph declares, largest first.</summary>
    public required IReadOnlyList<VariableInspection> Variables { get; init; }

    /// <summary>The files in <c>assets/</c> that the graph reads.</summary>
    public required IReadOnlyList<string> Assets { get; init; }

    /// <summary>Every tensor, by name; null when they were not asked for.</summary>
    public IReadOnlyList<string>? Tensors { get; init; }
}

/// <summary>An operation that reaches beyond the model.</summary>
internal sealed record OutsideInspection(string Operation, string Effect);

/// <summary>An operation that the managed engine does not have, and the nodes that are one.</summary>
internal sealed record MissingInspection(string Operation, IReadOnlyList<string> Nodes);

/// <summary>A variable. A shape is null when its rank is unknown, a dimension when its length is.</summary>
internal sealed record VariableInspection(string Name, string Dtype, IReadOnlyList<long?>? Shape, long? Elements, long? Bytes);

/// <summary>A signature.</summary>
internal sealed record SignatureInspection
{
    public required string Key { get; init; }

    public required string MethodName { get; init; }

    /// <summary>The signature that this one is another name of, or null.</summary>
    public required string? AliasOf { get; init; }

    /// <summary>The operations that change the model's state in a call.</summary>
    public required IReadOnlyList<string> StateChanges { get; init; }

    public required IReadOnlyList<ArgumentInspection> Inputs { get; init; }

    public required IReadOnlyList<ArgumentInspection> Outputs { get; init; }
}

/// <summary>An input or output of a signature.</summary>
internal sealed record ArgumentInspection
{
    public required string Key { get; init; }

    public required string Dtype { get; init; }

    /// <summary>Null when the rank is unknown; a dimension is null when its length is.</summary>
    public required IReadOnlyList<long?>? Shape { get; init; }

    /// <summary><c>dense</c>, <c>sparse</c>, <c>ragged</c> or <c>composite</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>The value of an input that may be left out, as contracts write it; else null.</summary>
    public required string? Default { get; init; }
}

/// <summary>What keeps a model from being loaded.</summary>
/// <param name="Id">The diagnostic, such as <c>TYMD1016</c>.</param>
/// <param name="File">The file it lies in.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record ProblemInspection(string Id, string? File, string Message);
