using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Weights;

/// <summary>A file of weights as a checkpoint of the model that they are matched with: its tensors are called as the model's variables are.</summary>
internal sealed class KerasCheckpoint : CheckpointSource
{
    private readonly KerasFile _file;
    private readonly Dictionary<string, CheckpointEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredWeight> _stored = new(StringComparer.Ordinal);

    /// <param name="file">The file; closed with this.</param>
    /// <param name="match">What it holds of the model's weights.</param>
    /// <param name="states">What the model remembers from call to call, which begins as zeros.</param>
    public KerasCheckpoint(KerasFile file, WeightMatch match, IEnumerable<Weight> states)
    {
        _file = file;
        foreach (var (name, (weight, stored)) in match.Found.Select(found => (found.Key, found.Value)))
        {
            Add(name, stored, FloatingNumbers.AreConvertible(stored.DataType, weight.DataType) ? weight.DataType : stored.DataType);
        }

        foreach (var stored in match.Unexpected.Where(stored => !_entries.ContainsKey(stored.Name)))
        {
            Add(stored.Name, stored, stored.DataType);
        }

        foreach (var state in states)
        {
            _entries[state.Path] = new CheckpointEntry(state.Path, state.DataType, state.Shape, []);
        }

        Keys = [.. _entries.Keys.OrderBy(key => key, StringComparer.Ordinal)];
    }

    /// <summary>A file whose arrays are told by names.</summary>
    /// <param name="file">The file; closed with this.</param>
    /// <param name="stored">The arrays, by name.</param>
    public KerasCheckpoint(KerasFile file, IEnumerable<KeyValuePair<string, StoredWeight>> stored)
    {
        _file = file;
        foreach (var array in stored.Where(array => !_entries.ContainsKey(array.Key)))
        {
            Add(array.Key, array.Value, array.Value.DataType);
        }

        Keys = [.. _entries.Keys.OrderBy(key => key, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public override string ListFile => _file.Path;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keys { get; }

    /// <inheritdoc/>
    public override CheckpointEntry? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry : null;

    /// <inheritdoc/>
    public override CheckpointEntry? FindPart(CheckpointEntry whole, TensorSlice slice) => null;

    /// <inheritdoc/>
    public override string FileOf(CheckpointEntry entry) => _file.Path;

    /// <inheritdoc/>
    public override StoredTensorIdentity? IdentityOf(CheckpointEntry entry) => _stored.TryGetValue(entry.Key, out var stored) && stored.DataType == entry.DataType ? stored.Identity : null;

    /// <inheritdoc/>
    public override void RequireNumbers(CheckpointEntry entry)
    {
        if (_stored.TryGetValue(entry.Key, out var stored))
        {
            stored.RequireStored();
        }
    }

    /// <inheritdoc/>
    public override void ReadNumbers(CheckpointEntry entry, Span<byte> destination)
    {
        if (!_stored.TryGetValue(entry.Key, out var stored))
        {
            destination.Clear();
        }
        else if (stored.DataType == entry.DataType)
        {
            stored.Read(destination);
        }
        else
        {
            stored.RequireStored();
            var elements = new byte[entry.ElementCount * DataTypes.SizeOf(stored.DataType)];
            stored.Read(elements);
            FloatingNumbers.Convert(elements, stored.DataType, destination, entry.DataType);
        }
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte>[] ReadTexts(CheckpointEntry entry) => throw KerasFault.Damaged($"'{entry.Key}' is text, and no weight is");

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();

    private void Add(string name, StoredWeight stored, DataType type)
    {
        try
        {
            _entries.Add(name, new CheckpointEntry(name, type, stored.Shape, []));
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(_file.Path);
        }

        _stored.Add(name, stored);
    }
}
