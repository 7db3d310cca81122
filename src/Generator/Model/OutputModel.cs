namespace TypedModels.Generator.Model;

/// <summary>An output of a signature.</summary>
internal sealed record OutputModel
{
    /// <summary>The position in the contract.</summary>
    public required int Position { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The property's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the parameter for the caller's buffer; empty where the output is a single value.</summary>
    public required string BufferName { get; init; }

    /// <summary>The type of an element.</summary>
    public required string ElementType { get; init; }

    /// <summary>The type of the value as one owns it.</summary>
    public required string OwnedType { get; init; }

    /// <summary>The method of <c>ModelResults</c> that reads it, with its type arguments.</summary>
    public required string Reader { get; init; }

    /// <summary>The method of <c>JsonResult</c> that describes it.</summary>
    public required string JsonMethod { get; init; }

    /// <summary>Whether it is a single value.</summary>
    public bool IsScalar { get; init; }

    /// <summary>Element type and shape, for documentation.</summary>
    public required string Description { get; init; }
}
