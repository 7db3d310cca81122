namespace TypedModels;

/// <summary>What one tag set of a model promises its callers: signatures with the names, element types, shapes and defaults of their arguments. Data only, no I/O.</summary>
public sealed record ModelContract
{
    /// <summary>The model's short name: that of its folder or file.</summary>
    public required string Model { get; init; }

    /// <summary>Where the model lies, relative to the application, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The tags that select this part of the model, in ordinal order; usually <c>serve</c> alone.</summary>
    public ValueList<string> Tags { get; init; }

    /// <summary>The checkpoint that holds the variables, relative to the model's folder, with forward slashes; null for the model's own.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The name scope of the graph that the wrapper is about, without a slash at its end; null for the whole graph.</summary>
    public string? Scope { get; init; }

    /// <summary>What variables are called in the checkpoint, where that is not what the graph calls them.</summary>
    public ValueList<VariableRename> Variables { get; init; }

    /// <summary>The signatures: the model's own ordered by key (ordinal), then those that the code declares, in their order.</summary>
    public ValueList<SignatureContract> Signatures { get; init; }

    /// <summary>The types of operations that the signatures and the initialisation reach, in ordinal order.</summary>
    public ValueList<string> Operations { get; init; }

    /// <summary>
    /// SHA-256 (lower-case hexadecimal) of keys, element types, shapes, defaults and order. Names of tensors, operations and weights do not enter it:
    /// two models with one fingerprint can stand in for each other. Computed at each reading.
    /// </summary>
    public string Fingerprint => ContractFingerprint.Of(this);

    /// <summary>Reads the one contract in <paramref name="text"/>.</summary>
    /// <exception cref="ContractFormatException">The text is malformed, reports an error or holds several tag sets.</exception>
    public static ModelContract Parse(string text)
    {
        var document = ContractReader.Read(text);
        return document.TagSets.Count == 1
            ? document.TagSets[0]
            : throw new ContractFormatException(1, document.Error?.Message ?? $"the text holds {document.TagSets.Count} tag sets where one is expected");
    }

    /// <summary>The contract as text, in the format of <c>docs/contract-format.md</c>.</summary>
    public override string ToString() => ContractWriter.Write(new ContractDocument { Model = Model, Path = Path, TagSets = [this] });

    /// <inheritdoc/>
    public bool Equals(ModelContract? other) =>
        other is not null && Model == other.Model && Path == other.Path && Tags == other.Tags && Checkpoint == other.Checkpoint && Scope == other.Scope
        && Variables == other.Variables && Signatures == other.Signatures && Operations == other.Operations;

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Path.GetHashCode() * 31) + Signatures.GetHashCode());
}
