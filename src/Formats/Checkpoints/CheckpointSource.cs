namespace TypedModels.Formats.Checkpoints;

/// <summary>What a format of checkpoints must give: which tensors there are, and the elements of each that is stored in one place. Parts are put together by <see cref="Checkpoint"/>.</summary>
internal abstract class CheckpointSource : IDisposable
{
    /// <summary>The file that lists the tensors.</summary>
    public abstract string ListFile { get; }

    /// <summary>The names of the tensors, in the order of their bytes.</summary>
    public abstract IReadOnlyList<string> Keys { get; }

    /// <summary>The tensor of a name, or null.</summary>
    public abstract CheckpointEntry? Find(string key);

    /// <summary>A stored part of a partitioned tensor, or null.</summary>
    public abstract CheckpointEntry? FindPart(CheckpointEntry whole, TensorSlice slice);

    /// <summary>The file that holds an entry that is stored in one place; it may be missing.</summary>
    public abstract string FileOf(CheckpointEntry entry);

    /// <summary>By what the bytes of an entry are known again; null when nothing tells it.</summary>
    public abstract StoredTensorIdentity? IdentityOf(CheckpointEntry entry);

    /// <summary>Makes sure that an entry of a type of fixed size is stored in as many bytes as its shape calls for.</summary>
    /// <exception cref="ModelFormatException">It is not, or its file is missing.</exception>
    public abstract void RequireNumbers(CheckpointEntry entry);

    /// <summary>Reads an entry of a type of fixed size into exactly as many bytes as it takes.</summary>
    /// <exception cref="ModelFormatException">A file is missing or damaged.</exception>
    public abstract void ReadNumbers(CheckpointEntry entry, Span<byte> destination);

    /// <summary>Reads an entry of text.</summary>
    /// <exception cref="ModelFormatException">A file is missing or damaged.</exception>
    public abstract ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry);

    /// <summary>Closes the files.</summary>
    public abstract void Dispose();
}
