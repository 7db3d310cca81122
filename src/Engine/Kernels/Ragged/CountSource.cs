namespace TypedModels.Engine.Kernels.Ragged;

/// <summary>What holds the values that are counted.</summary>
internal enum CountSource
{
    Dense,
    Sparse,
    Ragged,
}
