using System.Globalization;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// The variables of a model as TensorFlow saves them: <c>{prefix}.index</c> and one or more <c>{prefix}.data-00000-of-00001</c> (<c>tensorflow/core/util/tensor_bundle</c>).
/// Everything that is read is compared with its checksum. Any number of threads may read at once.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly Dictionary<int, ShardFile> _shards = [];
    private readonly CheckpointIndex _index;

    private Checkpoint(string prefix, CheckpointIndex index)
    {
        Prefix = prefix;
        _index = index;
    }

    /// <summary>The path that the names of all its files begin with.</summary>
    public string Prefix { get; }

    /// <summary>The names of the tensors, in the order of their bytes. Partitioned tensors are listed whole.</summary>
    public IReadOnlyList<string> Keys => _index.Keys;

    /// <summary>The file that lists the tensors.</summary>
    public string IndexFile => Prefix + ".index";

    /// <summary>Opens a checkpoint and reads its index; files of data are opened when something is read from them.</summary>
    /// <param name="prefix">The path of the index without <c>.index</c>.</param>
    /// <exception cref="ModelFormatException">The index is missing or damaged.</exception>
    public static Checkpoint Open(string prefix) => new(prefix, CheckpointIndex.ReadFile(prefix + ".index"));

    /// <summary>The tensor of a name, or null when the checkpoint does not hold it.</summary>
    public CheckpointEntry? Find(string key) => _index.Find(key);

    /// <summary>The file that holds a tensor that is stored whole; it may be missing.</summary>
    public string FileOf(CheckpointEntry entry) => ShardPath(entry.Shard);

    /// <summary>Makes sure that a tensor of a type of fixed size is stored in as many bytes as its shape calls for, before memory is taken for it.</summary>
    /// <exception cref="ModelFormatException">A file is missing or cut off, or contradicts the index.</exception>
    public void RequireStored(CheckpointEntry entry)
    {
        RequireFixedSize(entry);
        foreach (var part in StoredElements.Find(_index, IndexFile, entry, TensorRegion.WholeOf(entry.Shape)))
        {
            _ = new StoredNumbers(ShardOf(part.Entry), part.Entry, _index.IsBigEndian);
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

        foreach (var part in StoredElements.Find(_index, IndexFile, entry, region))
        {
            var numbers = new StoredNumbers(ShardOf(part.Entry), part.Entry, _index.IsBigEndian);
            if (part.Region.Equals(region))
            {
                numbers.Read(destination);
            }
            else
            {
                var elements = new byte[numbers.Length];
                numbers.Read(elements);
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

        var parts = StoredElements.Find(_index, IndexFile, entry, region);
        if (parts.Count == 1 && parts[0].Region.Equals(region))
        {
            return new StoredTexts(ShardOf(parts[0].Entry), parts[0].Entry, _index.IsBigEndian).Read();
        }

        // The stored parts hold each element once, so that the region is no larger than what they come to.
        var read = parts.ConvertAll(part => (part.Region, Texts: new StoredTexts(ShardOf(part.Entry), part.Entry, _index.IsBigEndian).Read()));
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
        lock (_shards)
        {
            foreach (var shard in _shards.Values)
            {
                shard.Dispose();
            }
        }
    }

    private ShardFile ShardOf(CheckpointEntry entry)
    {
        lock (_shards)
        {
            if (!_shards.TryGetValue(entry.Shard, out var shard))
            {
                shard = OpenShard(entry.Shard);
                _shards.Add(entry.Shard, shard);
            }

            return shard;
        }
    }

    private string ShardPath(int number)
    {
        string Digits(int value) => value.ToString("d5", CultureInfo.InvariantCulture);
        return $"{Prefix}.data-{Digits(number)}-of-{Digits(_index.ShardCount)}";
    }

    private ShardFile OpenShard(int number)
    {
        var shard = new ShardFile(ShardPath(number));
        if (_index.BytesIn(number) > shard.Length)
        {
            long length = shard.Length;
            shard.Dispose();
            throw CheckpointFault.Damaged(shard.Path, $"The file has {length} bytes, and the index lists tensors of {_index.BytesIn(number)} bytes in it");
        }

        return shard;
    }

    private int RequireFixedSize(CheckpointEntry entry) => DataTypes.SizeOf(entry.DataType) is > 0 and var size ? size : throw Refuse(entry, "a number", "read");

    private ModelFormatException Refuse(CheckpointEntry entry, string expected, string how) => CheckpointFault.Unsupported(
        IndexFile, $"'{entry.Key}' is of type {entry.DataType.ToWord()}: {expected} was expected, and it cannot be {how}", "Restore it with TensorFlow, or leave it out of the checkpoint");
}
