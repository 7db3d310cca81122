using System.Text;
using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// A checkpoint of version 1, as savers of TensorFlow 1 wrote it at first: one file that is called as the prefix, or several, each with the slices that one machine saved. Read block by block, since
/// lists and elements share their files.
/// </summary>
internal sealed class SavedSlicesSource : CheckpointSource
{
    private readonly List<SavedSlicesFile> _files = [];
    private readonly SortedDictionary<byte[], CheckpointEntry> _tensors = new(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
    private readonly Dictionary<string, CheckpointEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, TensorSlice Slice), CheckpointEntry> _parts = [];

    // Where the elements of each entry lie that is stored in one place.
    private readonly Dictionary<CheckpointEntry, (SavedSlicesFile File, byte[] Key)> _places = [];

    /// <summary>Opens the files and reads what they list.</summary>
    /// <exception cref="ModelFormatException">A file is missing or damaged, or they contradict each other.</exception>
    public SavedSlicesSource(string prefix)
    {
        ListFile = prefix;
        try
        {
            foreach (string path in SavedSlicesFiles.Find(prefix))
            {
                var file = new SavedSlicesFile(path);
                _files.Add(file);
                foreach (var listed in file.ReadTensors())
                {
                    Add(file, listed);
                }
            }
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }

        Keys = [.. _tensors.Values.Select(entry => entry.Key)];
    }

    /// <inheritdoc/>
    public override string ListFile { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keys { get; }

    /// <inheritdoc/>
    public override CheckpointEntry? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry : null;

    /// <inheritdoc/>
    public override CheckpointEntry? FindPart(CheckpointEntry whole, TensorSlice slice) => _parts.TryGetValue((whole.Key, slice), out var part) ? part : null;

    /// <inheritdoc/>
    public override string FileOf(CheckpointEntry entry) => _places.TryGetValue(entry, out var place) ? place.File.Path : ListFile;

    /// <inheritdoc/>
    /// <remarks>Values of this format are encoded: no run of bytes is the tensor.</remarks>
    public override StoredTensorIdentity? IdentityOf(CheckpointEntry entry) => null;

    /// <inheritdoc/>
    public override void RequireNumbers(CheckpointEntry entry)
    {
        // Each value takes a byte at least.
        if (ReadValues(entry, out string file).Length is var length && length < entry.ElementCount)
        {
            throw CheckpointFault.Damaged(file, $"'{entry.Key}' is stored in {length} bytes, and {entry.DataType.ToWord()} {entry.Shape} takes more");
        }
    }

    /// <inheritdoc/>
    public override void ReadNumbers(CheckpointEntry entry, Span<byte> destination)
    {
        var values = ReadValues(entry, out string file);
        byte[] elements = Decode(entry, file, () => TensorElements.ToListedBytes(values, entry.DataType));
        if (elements.Length != destination.Length)
        {
            throw CheckpointFault.Damaged(file, $"'{entry.Key}' is stored as {elements.Length / DataTypes.SizeOf(entry.DataType)} values, and {entry.DataType.ToWord()} {entry.Shape} has {entry.ElementCount}");
        }

        elements.CopyTo(destination);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry)
    {
        var values = ReadValues(entry, out string file);
        var texts = Decode(entry, file, () => TensorElements.ToListedTexts(values));
        return texts.Count == entry.ElementCount
            ? [.. texts]
            : throw CheckpointFault.Damaged(file, $"'{entry.Key}' is stored as {texts.Count} texts, and string {entry.Shape} has {entry.ElementCount}");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private static T Decode<T>(CheckpointEntry entry, string file, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (ModelFormatException exception) when (exception.Problem.File is null)
        {
            throw CheckpointFault.Damaged(file, $"'{entry.Key}' is damaged: {exception.Problem.Problem}");
        }
    }

    // Several files may list slices of the same tensor.
    private void Add(SavedSlicesFile file, CheckpointEntry listed)
    {
        var slices = listed.Slices.AsEnumerable();
        if (_entries.TryGetValue(listed.Key, out var known))
        {
            slices = known.Slices.Concat(slices);
            if (known.DataType != listed.DataType || known.Shape != listed.Shape || known.Slices.Count == 0)
            {
                throw CheckpointFault.Damaged(file.Path, $"'{listed.Key}' is listed twice: as {known.DataType.ToWord()} {known.Shape}, and as {listed.DataType.ToWord()} {listed.Shape}");
            }
        }

        bool isWhole = known is null && listed.Slices.Count == 1 && listed.Slices[0].IsWhole && listed.Slices[0].Extents.Count == listed.Shape.Rank;
        var entry = new CheckpointEntry(listed.Key, listed.DataType, listed.Shape, isWhole ? [] : [.. slices]);
        if (isWhole)
        {
            _places.Add(entry, (file, SliceKey.Of(listed.Key, listed.Slices[0])));
        }
        else
        {
            AddParts(file, listed);
        }

        _entries[listed.Key] = entry;
        _tensors[Encoding.UTF8.GetBytes(listed.Key)] = entry;
    }

    private void AddParts(SavedSlicesFile file, CheckpointEntry listed)
    {
        if (listed.Slices.Count == 0)
        {
            throw CheckpointFault.Damaged(file.Path, $"'{listed.Key}' is listed without its slices");
        }

        foreach (var slice in listed.Slices)
        {
            var region = slice.In(listed.Shape)
                ?? throw CheckpointFault.Damaged(file.Path, $"'{listed.Key}' has the shape {listed.Shape}, and a part '{slice}' that does not lie in it");
            var part = new CheckpointEntry(listed.Key, listed.DataType, region.Shape, []);
            _parts[(listed.Key, slice)] = part;
            _places[part] = (file, SliceKey.Of(listed.Key, slice));
        }
    }

    private ReadOnlyMemory<byte> ReadValues(CheckpointEntry entry, out string file)
    {
        var (source, key) = _places[entry];
        file = source.Path;
        return source.ReadValues(entry, key);
    }
}
