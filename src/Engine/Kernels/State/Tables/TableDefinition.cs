using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>What a table holds.</summary>
/// <param name="KeyType">The type of its keys: text or an integer.</param>
/// <param name="ValueType">The type of its values.</param>
/// <param name="ValueShape">The shape of each value.</param>
/// <param name="IsMutable">Whether it may change after it was filled.</param>
internal sealed record TableDefinition(DataType KeyType, DataType ValueType, Shape ValueShape, bool IsMutable)
{
    /// <summary>Keys that a dense table keeps for itself: those of free and of deleted places.</summary>
    public Tensor? Reserved { get; init; }

    /// <summary>Whether tables of both definitions are one.</summary>
    public bool Fits(TableDefinition other) =>
        KeyType == other.KeyType && ValueType == other.ValueType && ValueShape == other.ValueShape && IsMutable == other.IsMutable;

    public override string ToString() => $"{KeyType.ToWord()} to {ValueType.ToWord()} {ValueShape}{(IsMutable ? ", mutable" : "")}";
}
