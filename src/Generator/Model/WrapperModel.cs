namespace TypedModels.Generator.Model;

/// <summary>What is emitted for one host: every name and type decided, nothing left but to print.</summary>
internal sealed record WrapperModel
{
    /// <summary>The name of the emitted file, which no other host has.</summary>
    public required string HintName { get; init; }

    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around the class, outermost first.</summary>
    public ValueList<ContainerModel> Containers { get; init; }

    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the interface with the same methods.</summary>
    public required string InterfaceName { get; init; }

    /// <summary>The accessibility of class and interface, in C#'s words.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The model's path, for documentation.</summary>
    public required string Path { get; init; }

    /// <summary>The tags, for documentation.</summary>
    public required string Tags { get; init; }

    /// <summary>The contract of the one tag set.</summary>
    public required string ContractText { get; init; }

    /// <summary>Whether its calls use variables, which can be restored and saved.</summary>
    public bool HasVariables { get; init; }

    /// <summary>The wrapper whose variables it uses, or null.</summary>
    public OwnerModel? Owner { get; init; }

    /// <summary>Whether the class implements <c>OnCalled</c>.</summary>
    public bool ObservesCalls { get; init; }

    /// <summary>Whether the class implements <c>OnLoaded</c>.</summary>
    public bool ObservesLoads { get; init; }

    /// <summary>A name for the call of a fake that no parameter of <c>Fake</c> has.</summary>
    public required string FakeVariable { get; init; }

    /// <summary>The number of signatures in the contract, emitted or not.</summary>
    public int SignatureCount { get; init; }

    /// <summary>The signatures that get methods, in the contract's order.</summary>
    public ValueList<SignatureModel> Signatures { get; init; }
}
