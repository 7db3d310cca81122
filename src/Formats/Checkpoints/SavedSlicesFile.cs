using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// A file of a checkpoint of version 1: a table whose empty key lists the tensors, and whose other keys hold the elements of their slices (<c>tensorflow/core/util/saved_tensor_slice.proto</c>,
/// <c>tensor_slice_writer.cc</c>). Any number of threads may read at once.
/// </summary>
internal sealed class SavedSlicesFile : IDisposable
{
    // The version of the format that is read here (TF_CHECKPOINT_VERSION).
    private const int Version = 1;

    private readonly ShardFile _file;
    private readonly TableFile _table;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFormatException">The file is missing, is no table, or has no list of tensors; the error names it.</exception>
    public SavedSlicesFile(string path)
    {
        _file = new ShardFile(path);
        try
        {
            _table = FirstBytes.CheckData(path, mayBeEmpty: false) is { } stray ? throw new ModelFormatException(stray) : TableFile.Open(_file);
        }
        catch (Exception exception)
        {
            _file.Dispose();
            if (exception is ModelFormatException fault)
            {
                throw fault.In(path);
            }

            throw;
        }
    }

    /// <summary>The file's path.</summary>
    public string Path => _file.Path;

    /// <summary>The tensors that the file lists: of each its name, shape and type, and the slices that lie here (<c>SavedTensorSliceMeta</c>: tensor = 1, versions = 2).</summary>
    /// <exception cref="ModelFormatException">The list is missing or damaged.</exception>
    public List<CheckpointEntry> ReadTensors()
    {
        try
        {
            var message = _table.Find([]) is { } list ? FieldOf(list, 1) : default;
            if (!message.IsPresent)
            {
                throw new ModelFormatException("table", 0, "the file lists no tensors, which it would under the empty key");
            }

            var tensors = new List<CheckpointEntry>();
            var versions = new MergedMessage();
            var reader = new WireReader(message.ToMemory(), "SavedTensorSliceMeta");
            while (reader.Next())
            {
                switch (reader.Field, reader.Type)
                {
                    case (1, WireType.Bytes):
                        tensors.Add(ReadTensor(reader.Message("SavedSliceMeta")));
                        break;
                    case (2, WireType.Bytes):
                        versions.Add(reader.Bytes());
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            var read = new VersionsDocument(versions.ToMemory());
            return read.LowestConsumer <= Version && !read.BadConsumers.Contains(Version)
                ? tensors
                : throw reader.Fault($"the checkpoint is for readers of version {read.LowestConsumer}, and this one has version {Version}");
        }
        catch (ModelFormatException exception)
        {
            throw exception.In(Path);
        }
    }

    /// <summary>The stored values of a slice, a <c>TensorProto</c> (<c>SavedTensorSlices.data</c> = 2, <c>SavedSlice.data</c> = 3).</summary>
    /// <param name="entry">The tensor or part, for errors.</param>
    /// <param name="key">The key that the slice is stored under.</param>
    /// <exception cref="ModelFormatException">It is missing or damaged.</exception>
    public ReadOnlyMemory<byte> ReadValues(CheckpointEntry entry, byte[] key)
    {
        try
        {
            return _table.Find(key) is { } row ? FieldOf(FieldOf(row, 2).ToMemory(), 3).ToMemory() : throw CheckpointFault.Damaged(Path, $"'{entry.Key}' is listed, and its elements are missing");
        }
        catch (ModelFormatException exception) when (exception.Problem.File is null)
        {
            throw CheckpointFault.Damaged(Path, $"'{entry.Key}' is damaged: {exception.Problem.Problem}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static MergedMessage FieldOf(ReadOnlyMemory<byte> bytes, int field)
    {
        var message = new MergedMessage();
        var reader = new WireReader(bytes, "SavedTensorSlices");
        while (reader.Next())
        {
            if (reader.Field == field && reader.Type == WireType.Bytes)
            {
                message.Add(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        return message;
    }

    // SavedSliceMeta: name = 1, shape = 2, type = 3, slice = 4.
    private static CheckpointEntry ReadTensor(WireReader reader)
    {
        string name = "";
        var type = DataType.Invalid;
        var shape = new MergedMessage();
        var slices = new List<TensorSlice>();
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    shape.Add(reader.Bytes());
                    break;
                case (3, WireType.Varint):
                    type = (DataType)reader.Int32();
                    break;
                case (4, WireType.Bytes):
                    slices.Add(TensorSlice.Read(reader.Message("TensorSliceProto")));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new CheckpointEntry(name, type, ShapeReader.Read(shape.ToMemory(), depth: 1), slices);
    }
}
