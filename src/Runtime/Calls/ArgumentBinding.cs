using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime.Calls;

/// <summary>One argument of a signature, ready for calls: what it must look like and which of the frame's slots carry it.</summary>
internal sealed class ArgumentBinding
{
    private readonly long[] _dimensions;

    public ArgumentBinding(ArgumentContract contract, int firstSlot, FixedTensor? defaultValue)
    {
        Contract = contract;
        FirstSlot = firstSlot;
        Default = defaultValue;
        HasRank = contract.Shape.HasRank;
        ElementSize = DataTypes.SizeOf(contract.DataType);
        _dimensions = [.. contract.Shape.Dimensions];
        UnknownDimensions = _dimensions.Count(dimension => dimension == TensorShape.UnknownDimension);
        KnownProduct = ElementCount.Of([.. _dimensions.Where(dimension => dimension != TensorShape.UnknownDimension)]);
    }

    /// <summary>What the model promises of it.</summary>
    public ArgumentContract Contract { get; }

    /// <summary>The type of its elements.</summary>
    public DataType DataType => Contract.DataType;

    /// <summary>The first of its slots in the frame.</summary>
    public int FirstSlot { get; }

    /// <summary>The value fed when the caller leaves it out, or null when it may not be left out.</summary>
    public FixedTensor? Default { get; }

    /// <summary>Whether the number of axes is declared.</summary>
    public bool HasRank { get; }

    /// <summary>The declared dimensions, −1 where unknown.</summary>
    public ReadOnlySpan<long> Dimensions => _dimensions;

    /// <summary>The number of axes whose length is not declared.</summary>
    public int UnknownDimensions { get; }

    /// <summary>The product of the declared dimensions; <see cref="long.MaxValue"/> where it is larger: they are data of the model.</summary>
    public long KnownProduct { get; }

    /// <summary>The size of an element in bytes; 0 for text.</summary>
    public int ElementSize { get; }

    /// <summary>How many slots an argument takes: a dense one 1; a sparse one values, indices and dense shape; a ragged one values and its row splits.</summary>
    public static int SlotsOf(ArgumentContract contract) => contract.Encoding switch
    {
        ArgumentEncoding.Dense => 1,
        ArgumentEncoding.Sparse => 3,
        _ => 1 + contract.RaggedRank,
    };

    /// <summary>The type of the elements in one of its slots.</summary>
    /// <param name="part">The slot, counted from <see cref="FirstSlot"/>.</param>
    public DataType SlotType(int part) => part == 0 ? DataType : Contract.Encoding == ArgumentEncoding.Ragged ? Contract.RowSplitsType : DataType.Int64;
}
