namespace TypedModels;

/// <summary>One input or output of a signature.</summary>
public sealed record ArgumentContract
{
    /// <summary>The key under which the signature knows it.</summary>
    public required string Key { get; init; }

    /// <summary>The type of its elements.</summary>
    public required DataType DataType { get; init; }

    /// <summary>Its shape; for a sparse or ragged argument that of the tensor it stands for.</summary>
    public TensorShape Shape { get; init; }

    /// <summary>How the elements are laid out.</summary>
    public ArgumentEncoding Encoding { get; init; }

    /// <summary>The number of ragged axes of a ragged argument, at least 1; 0 otherwise.</summary>
    public int RaggedRank { get; init; }

    /// <summary>The type of a ragged argument's row splits, <see cref="DataType.Int64"/> or <see cref="DataType.Int32"/>; <see cref="DataType.Invalid"/> otherwise.</summary>
    public DataType RowSplitsType { get; init; }

    /// <summary>The kind of a composite argument, such as <c>IndexedSlices</c>; null otherwise.</summary>
    public string? TypeSpec { get; init; }

    /// <summary>The value an input takes when the caller leaves it out, or null when it may not be left out.</summary>
    public DefaultValue? Default { get; init; }

    /// <summary>
    /// The tensor of the graph that carries it, as <c>[TfSignature]</c> names it; null where the model's own signature knows. It is looked up again in every graph that is loaded, and no part of
    /// what callers are promised.
    /// </summary>
    public string? Tensor { get; init; }
}

/// <summary>How the elements of an argument are laid out.</summary>
public enum ArgumentEncoding
{
    /// <summary>Every element, row by row.</summary>
    Dense,

    /// <summary>Coordinates and values of the elements that are not zero (TensorFlow's <c>SparseTensor</c>).</summary>
    Sparse,

    /// <summary>Rows of different lengths (TensorFlow's <c>RaggedTensor</c>).</summary>
    Ragged,

    /// <summary>Several tensors of some other kind (see <see cref="ArgumentContract.TypeSpec"/>), which TypedModels cannot carry.</summary>
    Composite,
}
