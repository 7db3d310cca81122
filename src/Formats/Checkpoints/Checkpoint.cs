namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The variables of a model as TensorFlow saves them, in the format of version 2 (<see cref="BundleSource"/>) or of version 1 (<see cref="SavedSlicesSource"/>).
/// Everything that is read is compared with its checksum. Any number of threads may read at once.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly CheckpointSource _source;
    private readonly Func<Checkpoint> _reopen;
    private readonly Lazy<ObjectGraphDocument?> _objectGraph;

    private Checkpoint(string prefix, CheckpointSource source, Func<Checkpoint> reopen)
    {
        Prefix = prefix;
        _source = source;
        _reopen = reopen;
        _objectGraph = new Lazy<ObjectGraphDocument?>(ReadObjectGraph);
    }

    /// <summary>The path that the names of all its files begin with.</summary>
    public string Prefix { get; }

    /// <summary>Whether its tensors can still be read.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The names of the tensors, in the order of their bytes. Partitioned tensors are listed whole.</summary>
    public IReadOnlyList<string> Keys => _source.Keys;

    /// <summary>What a checkpoint by objects, of TensorFlow 2, says of them; null for one by names.</summary>
    /// <exception cref="ModelFormatException">The graph of objects is damaged.</exception>
    public ObjectGraphDocument? ObjectGraph => _objectGraph.Value;

    /// <summary>What another format holds, as a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Reads it.</param>
    /// <param name="reopen">Opens the file once more.</param>
    public static Checkpoint Of(string path, CheckpointSource source, Func<Checkpoint> reopen) => new(path, source, reopen);

    /// <summary>Opens the same files once more; they may have changed.</summary>
    /// <exception cref="ModelFormatException">They are no longer there, or damaged.</exception>
    public Checkpoint Reopen() => _reopen();

    /// <summary>Opens a checkpoint and reads which tensors it has; data is read when it is asked for. Where there is one of either version, that of version 2 is opened.</summary>
    /// <param name="prefix">What the names of its files begin with: of version 2 the index's path without <c>.index</c>.</param>
    /// <exception cref="ModelFormatException">There is no checkpoint, or it is damaged.</exception>
    public static Checkpoint Open(string prefix) =>
        new(prefix, SavedSlicesFiles.IsAt(prefix) ? new SavedSlicesSource(prefix) : new BundleSource(prefix), () => Open(prefix));

    /// <summary>The tensor of a name, or null when the checkpoint does not hold it.</summary>
    public CheckpointEntry? Find(string key) => _source.Find(key);

    /// <summary>The tensor of a variable of a checkpoint by objects, by the variable's full name: <c>dense/kernel</c>.</summary>
    /// <returns>The entry; null when no variable has the name or several have, and for checkpoints by names.</returns>
    /// <exception cref="ModelFormatException">The graph of objects is damaged.</exception>
    public CheckpointEntry? FindByFullName(string name) => ObjectGraph?.FindCheckpointKey(name) is { } key ? Find(key) : null;

    /// <summary>The file that holds a tensor that is stored whole; it may be missing.</summary>
    public string FileOf(CheckpointEntry entry) => _source.FileOf(entry);

    /// <summary>By what the bytes of a tensor are known again; null for one that is partitioned, whose file is missing, or whose format does not tell.</summary>
    public StoredTensorIdentity? IdentityOf(CheckpointEntry entry) => entry.Slices.Count == 0 ? _source.IdentityOf(entry) : null;

    /// <summary>Makes sure that a tensor of a type of fixed size is stored in as many bytes as its shape calls for, before memory is taken for it.</summary>
    /// <exception cref="ModelFormatException">A file is missing or cut off, or contradicts the index.</exception>
    public void RequireStored(CheckpointEntry entry)
    {
        RequireFixedSize(entry);
        foreach (var part in StoredElements.Find(_source, entry, TensorRegion.WholeOf(entry.Shape)))
        {
            _source.RequireNumbers(part.Entry);
        }
    }

    /// <summary>Reads a tensor of a type of fixed size: row by row, in the byte order of this machine (little-endian).</summary>
    /// <param name="entry">An entry of this checkpoint.</param>
    /// <param name="destination">Exactly as many bytes as the elements take.</param>
    /// <exception cref="ModelFormatException">A file is missing, cut off, differs from its checksum or from what the index says.</exception>
    public void Read(CheckpointEntry entry, Span<byte> destination) => Read(entry, TensorRegion.WholeOf(entry.Shape), destination);

    /// <summary>Reads a part of a tensor of a type of fixed size.</summary>
    /// <param name="entry">An entry of this checkpoint.</param>
    /// <param name="region">What to read of it, inside its shape.</param>
    /// <param name="destination">Exactly as many bytes as the region's elements take.</param>
    /// <exception cref="ModelFormatException">A file is missing, cut off, differs from its checksum or from what the index says.</exception>
    public void Read(CheckpointEntry entry, TensorRegion region, Span<byte> destination)
    {
        int size = RequireFixedSize(entry);
        if (destination.Length / size != region.ElementCount || destination.Length % size != 0)
        {
            throw new ArgumentException($"'{entry.Key}' needs {region.ElementCount} elements of {size} bytes and {destination.Length} bytes are given.", nameof(destination));
        }

        foreach (var part in StoredElements.Find(_source, entry, region))
        {
            if (part.Region.Equals(region))
            {
                _source.ReadNumbers(part.Entry, destination);
            }
            else
            {
                _source.RequireNumbers(part.Entry);
                var elements = new byte[part.Entry.ElementCount * size];
                _source.ReadNumbers(part.Entry, elements);
                TensorRegion.CopyCommon<byte>(elements, part.Region, destination, region, size);
            }
        }
    }

    /// <summary>Reads a tensor of text.</summary>
    /// <param name="entry">An entry of this checkpoint.</param>
    /// <returns>The elements, row by row.</returns>
    /// <exception cref="ModelFormatException">A file is missing, cut off, differs from its checksum or from what the index says.</exception>
    public ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry) => ReadTexts(entry, TensorRegion.WholeOf(entry.Shape));

    /// <summary>Reads a part of a tensor of text.</summary>
    /// <param name="entry">An entry of this checkpoint.</param>
    /// <param name="region">What to read of it, inside its shape.</param>
    /// <returns>The region's elements, row by row.</returns>
    /// <exception cref="ModelFormatException">A file is missing, cut off, differs from its checksum or from what the index says.</exception>
    public ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry, TensorRegion region)
    {
        if (entry.DataType != DataType.String)
        {
            throw Refuse(entry, "text", "read as text");
        }

        var parts = StoredElements.Find(_source, entry, region);
        if (parts.Count == 1 && parts[0].Region.Equals(region))
        {
            return _source.ReadTexts(parts[0].Entry);
        }

        // The stored parts hold each element once, so that the region is no larger than what they come to.
        var read = parts.ConvertAll(part => (part.Region, Texts: _source.ReadTexts(part.Entry)));
        var texts = new ReadOnlyMemory<byte>[region.ElementCount];
        foreach (var part in read)
        {
            TensorRegion.CopyCommon(part.Texts, part.Region, texts, region, width: 1);
        }

        return texts;
    }

    /// <summary>Closes the files. Nothing may be read any more.</summary>
    public void Dispose()
    {
        IsOpen = false;
        _source.Dispose();
    }

    private ObjectGraphDocument? ReadObjectGraph()
    {
        if (Find(ObjectGraphDocument.Key) is not { DataType: DataType.String, ElementCount: 1 } entry)
        {
            return null;
        }

        try
        {
            return new ObjectGraphDocument(ReadTexts(entry)[0]);
        }
        catch (ModelFormatException exception) when (exception.Problem.File is null)
        {
            throw CheckpointFault.Damaged(_source.FileOf(entry), $"'{entry.Key}' is damaged: {exception.Problem.Problem}");
        }
    }

    private int RequireFixedSize(CheckpointEntry entry) => DataTypes.SizeOf(entry.DataType) is > 0 and var size ? size : throw Refuse(entry, "a number", "read");

    private ModelFormatException Refuse(CheckpointEntry entry, string expected, string how) => CheckpointFault.Unsupported(
        _source.ListFile, $"'{entry.Key}' is of type {entry.DataType.ToWord()}: {expected} was expected, and it cannot be {how}", "Restore it with TensorFlow, or leave it out of the checkpoint");
}
