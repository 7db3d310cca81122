namespace TypedModels;

/// <summary>The value that an input takes when the caller leaves it out.</summary>
/// <remarks>
/// It describes: the value that is fed comes from the model itself. Elements are literals: numbers with as many digits as identify them, <c>true</c> and <c>false</c>,
/// complex numbers as <c>(real,imaginary)</c>, text in double quotes, bytes that are not UTF-8 as <c>base64"…"</c>.
/// </remarks>
public sealed record DefaultValue
{
    /// <summary>The most elements a contract spells out.</summary>
    public const int MostElements = 16;

    /// <summary>The shape of the value, fully known.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>The elements as literals, row by row; empty when there are more than <see cref="MostElements"/>.</summary>
    public ValueList<string> Elements { get; init; }

    /// <summary>SHA-256 (lower-case hexadecimal) of the elements' bytes when they are not spelled out, else null.</summary>
    public string? Digest { get; init; }

    /// <summary>The value as the contract writes it: <c>0.5</c> for a scalar, <c>[2] 1 2</c> for a tensor, <c>[1000] sha256:…</c> for a long one.</summary>
    public override string ToString()
    {
        string elements = Digest is null ? string.Join(" ", Elements) : "sha256:" + Digest;
        return Shape.IsScalar ? elements : elements.Length == 0 ? Shape.ToString() : Shape + " " + elements;
    }
}
