using System.Globalization;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// A checkpoint of version 2: <c>{prefix}.index</c> and one or more <c>{prefix}.data-00000-of-00001</c> (<c>tensorflow/core/util/tensor_bundle</c>). Files of data are opened when something is
/// read from them.
/// </summary>
internal sealed class BundleSource : CheckpointSource
{
    private readonly Dictionary<int, ShardFile> _shards = [];
    private readonly string _prefix;
    private readonly CheckpointIndex _index;

    /// <summary>Reads the index.</summary>
    /// <exception cref="ModelFormatException">The index is missing or damaged.</exception>
    public BundleSource(string prefix)
    {
        _prefix = prefix;
        ListFile = IndexOf(prefix);
        _index = CheckpointIndex.ReadFile(ListFile);
    }

    /// <inheritdoc/>
    public override string ListFile { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keys => _index.Keys;

    /// <summary>The path of a checkpoint's index.</summary>
    public static string IndexOf(string prefix) => prefix + ".index";

    /// <summary>The path of a file of data.</summary>
    public static string ShardOf(string prefix, int number, int count)
    {
        string Digits(int value) => value.ToString("d5", CultureInfo.InvariantCulture);
        return $"{prefix}.data-{Digits(number)}-of-{Digits(count)}";
    }

    /// <inheritdoc/>
    public override CheckpointEntry? Find(string key) => _index.Find(key);

    /// <inheritdoc/>
    public override CheckpointEntry? FindPart(CheckpointEntry whole, TensorSlice slice) => _index.FindPart(whole, slice);

    /// <inheritdoc/>
    public override string FileOf(CheckpointEntry entry) => ShardOf(_prefix, entry.Shard, _index.ShardCount);

    /// <inheritdoc/>
    public override StoredTensorIdentity? IdentityOf(CheckpointEntry entry)
    {
        var file = new FileInfo(FileOf(entry));
        return file.Exists ? new StoredTensorIdentity(file.FullName, file.Length, file.LastWriteTimeUtc, entry.Offset, entry.Size, entry.Checksum, entry.DataType) : null;
    }

    /// <inheritdoc/>
    public override void RequireNumbers(CheckpointEntry entry) => NumbersOf(entry);

    /// <inheritdoc/>
    public override void ReadNumbers(CheckpointEntry entry, Span<byte> destination) => NumbersOf(entry).Read(destination);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry) => new StoredTexts(ShardHolding(entry), entry, _index.IsBigEndian).Read();

    /// <inheritdoc/>
    public override void Dispose()
    {
        lock (_shards)
        {
            foreach (var shard in _shards.Values)
            {
                shard.Dispose();
            }
        }
    }

    private StoredNumbers NumbersOf(CheckpointEntry entry) => new(ShardHolding(entry), entry, _index.IsBigEndian);

    private ShardFile ShardHolding(CheckpointEntry entry)
    {
        lock (_shards)
        {
            if (!_shards.TryGetValue(entry.Shard, out var shard))
            {
                shard = OpenShard(entry);
                _shards.Add(entry.Shard, shard);
            }

            return shard;
        }
    }

    private ShardFile OpenShard(CheckpointEntry entry)
    {
        var shard = new ShardFile(FileOf(entry));
        if (_index.BytesIn(entry.Shard) > shard.Length)
        {
            long length = shard.Length;
            shard.Dispose();
            throw CheckpointFault.Damaged(shard.Path, $"The file has {length} bytes, and the index lists tensors of {_index.BytesIn(entry.Shard)} bytes in it");
        }

        return shard;
    }
}
