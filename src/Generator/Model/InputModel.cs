namespace TypedModels.Generator.Model;

/// <summary>An input of a signature.</summary>
internal sealed record InputModel
{
    /// <summary>The position in the contract.</summary>
    public required int Position { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The parameter's name.</summary>
    public required string Name { get; init; }

    /// <summary>The parameter's type, with <c>scoped</c> where it is a ref struct.</summary>
    public required string Type { get; init; }

    /// <summary>The parameter's default as C# has it, or null when it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>The type of the value as one owns it.</summary>
    public required string OwnedType { get; init; }

    /// <summary>The method of <c>ModelResults</c> that reads it, with its type arguments.</summary>
    public required string Reader { get; init; }

    /// <summary>Element type and shape, for documentation.</summary>
    public required string Description { get; init; }

    /// <summary>The default's value, for documentation, or null.</summary>
    public string? DefaultDescription { get; init; }
}
