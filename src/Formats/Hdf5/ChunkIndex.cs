namespace TypedModels.Formats.Hdf5;

/// <summary>Knows where the chunks of a dataset are.</summary>
internal abstract class ChunkIndex
{
    /// <summary>The chunks that are stored, in the order of their positions.</summary>
    public abstract IEnumerable<StoredChunk> Chunks();
}
