using System.Text;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Checkpoints;

/// <summary>The index of a checkpoint: how many files of data there are, and where each tensor lies in them.</summary>
internal sealed class CheckpointIndex
{
    // The version of the format that is read here (kTensorBundleVersion).
    private const int Version = 1;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Keys may hold any bytes: those of parts are kept as one character a byte.
    private static readonly Encoding s_bytes = Encoding.GetEncoding("iso-8859-1");

    private readonly Dictionary<string, CheckpointEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckpointEntry> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> _shardSizes = [];

    /// <summary>Reads an index.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="ModelFormatException">The index is damaged or contradicts itself, or a newer TensorFlow wrote it.</exception>
    public CheckpointIndex(ReadOnlyMemory<byte> bytes)
    {
        var table = TableFile.Read(bytes);
        if (table.Count == 0 || table[0].Key.Length != 0)
        {
            throw new ModelFormatException("table", 0, "the index has no header, which lies under the empty key");
        }

        ReadHeader(table[0].Value);
        var keys = new List<string>(table.Count);
        foreach (var row in table.Skip(1))
        {
            bool isPart = SliceKey.IsOne(row.Key);
            string key = isPart ? s_bytes.GetString(row.Key) : ReadName(row.Key);
            var entry = new CheckpointEntry(key, row.Value);
            CountBytes(entry);
            (isPart ? _parts : _entries).Add(key, entry);
            if (!isPart)
            {
                keys.Add(key);
            }
        }

        Keys = keys;
    }

    /// <summary>The number of files of data.</summary>
    public int ShardCount { get; private set; }

    /// <summary>Whether numbers are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; private set; }

    /// <summary>The names of the tensors, in the order of their bytes.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The tensor of a name, or null.</summary>
    public CheckpointEntry? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry : null;

    /// <summary>A stored part of a partitioned tensor, or null.</summary>
    public CheckpointEntry? FindPart(CheckpointEntry whole, TensorSlice slice) => _parts.TryGetValue(s_bytes.GetString(SliceKey.Of(whole.Key, slice)), out var part) ? part : null;

    /// <summary>The bytes that all entries together take in a file of data.</summary>
    public long BytesIn(int shard) => _shardSizes.TryGetValue(shard, out long bytes) ? bytes : 0;

    private static string ReadName(byte[] key)
    {
        try
        {
            return s_strict.GetString(key);
        }
        catch (DecoderFallbackException)
        {
            throw new ModelFormatException("table", 0, $"a tensor's name is not UTF-8: '{s_strict.GetString(Encoding.Convert(s_bytes, s_strict, key))}'");
        }
    }

    // BundleHeaderProto: num_shards = 1, endianness = 2 (0 little, 1 big), version = 3.
    private void ReadHeader(ReadOnlyMemory<byte> bytes)
    {
        var version = new MergedMessage();
        int endianness = 0;
        var reader = new WireReader(bytes, "BundleHeaderProto");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    ShardCount = reader.Int32();
                    break;
                case (2, WireType.Varint):
                    endianness = reader.Int32();
                    break;
                case (3, WireType.Bytes):
                    version.Add(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (ShardCount < 0 || endianness is not (0 or 1))
        {
            throw reader.Fault($"the checkpoint has {ShardCount} files of data and the byte order {endianness}");
        }

        IsBigEndian = endianness == 1;
        var versions = new VersionsDocument(version.ToMemory());
        if (versions.LowestConsumer > Version || versions.BadConsumers.Contains(Version))
        {
            throw reader.Fault($"the checkpoint is for readers of version {versions.LowestConsumer}, and this one has version {Version}");
        }
    }

    private void CountBytes(CheckpointEntry entry)
    {
        if (entry.Slices.Count > 0)
        {
            return;
        }

        if (entry.Shard >= ShardCount)
        {
            throw new ModelFormatException("BundleEntryProto", 0, $"the entry '{entry.Key}' lies in shard {entry.Shard} of {ShardCount}");
        }

        long bytes = BytesIn(entry.Shard);
        _shardSizes[entry.Shard] = entry.Size <= long.MaxValue - bytes
            ? bytes + entry.Size
            : throw new ModelFormatException("BundleEntryProto", 0, $"the entry '{entry.Key}' is {entry.Size} bytes long");
    }

    /// <summary>Reads the index file of a checkpoint.</summary>
    /// <exception cref="ModelFormatException">The file is missing, is something else, or is damaged; the error names it.</exception>
    public static CheckpointIndex ReadFile(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                throw new ModelFormatException(new ModelProblem(
                    ExtractionError.MissingVariables, path, "There is no checkpoint of this name: its index is missing", "Correct the path: it is the index's path without '.index'"));
            }

            return FirstBytes.CheckData(path, mayBeEmpty: false) is { } stray ? throw new ModelFormatException(stray) : new CheckpointIndex(ReadAll(path));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFault.Unreadable(path, exception);
        }
    }

    private static byte[] ReadAll(string path)
    {
        using var file = new ShardFile(path);
        if (file.Length > int.MaxValue / 2)
        {
            throw CheckpointFault.Damaged(path, $"The index has {file.Length} bytes, more than any checkpoint's");
        }

        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }
}
