namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>The keys of the features and feature lists that a node asks for.</summary>
/// <param name="ContextSparse">Sparse features of the context.</param>
/// <param name="ContextDense">Dense features of the context.</param>
/// <param name="ContextRagged">Ragged features of the context.</param>
/// <param name="ListSparse">Sparse feature lists.</param>
/// <param name="ListDense">Dense feature lists.</param>
/// <param name="ListRagged">Ragged feature lists.</param>
/// <param name="MayBeMissing">For each dense feature list, whether an example without it has an empty one.</param>
internal sealed record SequenceKeys(
    ReadOnlyMemory<byte>[] ContextSparse,
    ReadOnlyMemory<byte>[] ContextDense,
    ReadOnlyMemory<byte>[] ContextRagged,
    ReadOnlyMemory<byte>[] ListSparse,
    ReadOnlyMemory<byte>[] ListDense,
    ReadOnlyMemory<byte>[] ListRagged,
    bool[] MayBeMissing);
