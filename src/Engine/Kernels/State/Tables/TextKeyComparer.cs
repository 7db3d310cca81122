namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Compares texts by their bytes. The hash differs from process to process, so that no model can choose keys that collide.</summary>
internal sealed class TextKeyComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    /// <summary>The comparer.</summary>
    public static TextKeyComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
