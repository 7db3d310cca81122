using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>A ragged tensor inside a variant.</summary>
/// <param name="Splits">The row splits, outermost first.</param>
/// <param name="Values">The values; memory that belongs to no call.</param>
internal sealed record RaggedVariant(long[][] Splits, Tensor Values)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Splits.Length > 0 ? Splits[0].Length - 1 : Values[0];
}
