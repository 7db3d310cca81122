using TypedModels.Graphs;

namespace TypedModels.Generator.Model;

/// <summary>A class with <c>[TfModel]</c>: all that the generator knows of it, and no position in the source.</summary>
internal sealed record HostModel
{
    /// <summary>The full name with containing types, which tells hosts apart.</summary>
    public required string Key { get; init; }

    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the class, outermost first.</summary>
    public ValueList<ContainerModel> Containers { get; init; }

    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The accessibility, in C#'s words.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The model's path as the attribute has it.</summary>
    public required string Path { get; init; }

    /// <summary>The tags as the attribute has them, or null.</summary>
    public string? Tags { get; init; }

    /// <summary>The checkpoint as the attribute has it, or null.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The file of weights as the attribute has it, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>The scope as the attribute has it, or null.</summary>
    public string? Scope { get; init; }

    /// <summary>The wrapper whose variables this one uses, or null.</summary>
    public OwnerModel? Owner { get; init; }

    /// <summary>The renames of variables as the attribute has them.</summary>
    public ValueList<string> VariableMap { get; init; }

    /// <summary>The <c>[TfSignature]</c>s, in their order.</summary>
    public ValueList<DeclaredSignature> Signatures { get; init; }

    /// <summary>Whether the list of the model's graphs has to be looked at.</summary>
    public bool NeedsGraph => Signatures.Count > 0 || VariableMap.Count > 0 || Checkpoint is not null || Weights is not null || Scope is not null || Owner is not null;

    /// <summary>The <c>[TfName]</c>s, in their order.</summary>
    public ValueList<NameModel> Names { get; init; }

    /// <summary>Whether the class implements <c>OnCalled</c>.</summary>
    public bool ObservesCalls { get; init; }

    /// <summary>Whether the class implements <c>OnLoaded</c>.</summary>
    public bool ObservesLoads { get; init; }

    /// <summary>The names of the members that the user wrote, in ordinal order; methods, which may be overloaded, apart.</summary>
    public ValueList<string> MemberNames { get; init; }

    /// <summary>The names of the methods that the user wrote, in ordinal order.</summary>
    public ValueList<string> MethodNames { get; init; }

    /// <summary>What is wrong with the class. Nothing is emitted unless this is empty.</summary>
    public ValueList<DiagnosticModel> Problems { get; init; }
}

/// <summary>A type around a host.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name with its type parameters.</param>
internal sealed record ContainerModel(string Keyword, string Name);

/// <summary>A <c>[TfName]</c>.</summary>
/// <param name="Signature">The signature's key.</param>
/// <param name="Argument">The argument's key, or null when the signature itself is named.</param>
/// <param name="Name">The name in C#.</param>
internal sealed record NameModel(string Signature, string? Argument, string Name);
