using System.Buffers.Binary;
using System.Text;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>
/// Writes a checkpoint of version 2 that TensorFlow reads. Nothing is seen of it before <see cref="Complete"/>, and a checkpoint of the same prefix stays whole until then, whenever the process ends;
/// it may be read meanwhile, to copy from. One thread at a time.
/// </summary>
internal sealed class CheckpointWriter : IDisposable
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CheckpointEntries _entries = new();
    private readonly CheckpointFiles _files;
    private readonly DataWriter _data;
    private bool _isInsideTensor;

    private CheckpointWriter(string prefix)
    {
        _files = new CheckpointFiles(prefix);
        _data = new DataWriter(_files.Data);
    }

    /// <summary>Starts a checkpoint.</summary>
    /// <param name="prefix">The path that the names of its files begin with; the folder is made when there is none.</param>
    /// <exception cref="ModelFormatException">The folder cannot be written to.</exception>
    public static CheckpointWriter Create(string prefix) => CheckpointFiles.Guard(prefix, () => new CheckpointWriter(prefix));

    /// <summary>Adds a tensor of a type of fixed size.</summary>
    /// <param name="name">Its name, which no other one has.</param>
    /// <param name="dataType">The type of the elements.</param>
    /// <param name="shape">The shape; every dimension is known.</param>
    /// <param name="elements">The elements, row by row and little-endian.</param>
    /// <exception cref="ArgumentException">The name is taken or no name, the type has no fixed size, or the bytes are not as many as the shape calls for.</exception>
    /// <exception cref="ModelFormatException">The file cannot be written.</exception>
    public void Add(string name, DataType dataType, TensorShape shape, ReadOnlySpan<byte> elements)
    {
        _ = LengthOf(name, dataType, shape, elements.Length);
        byte[] key = _entries.Reserve(name, KeyOf(name));
        Place(key, dataType, shape, elements);
    }

    /// <summary>Adds a tensor of a type of fixed size whose bytes are given piece by piece, so that they need not be in memory at once.</summary>
    /// <param name="name">Its name, which no other one has.</param>
    /// <param name="dataType">The type of the elements.</param>
    /// <param name="shape">The shape; every dimension is known.</param>
    /// <param name="fill">Gives the elements, row by row and little-endian.</param>
    /// <exception cref="ArgumentException">The name is taken or no name, or the type has no fixed size.</exception>
    /// <exception cref="ModelFormatException">The file cannot be written.</exception>
    public void Add(string name, DataType dataType, TensorShape shape, TensorFill fill)
    {
        long length = LengthOf(name, dataType, shape);
        byte[] key = _entries.Reserve(name, KeyOf(name));
        long offset = Begin();
        _files.Guard(() => _data.Write(length, fill));
        End(key, dataType, shape, offset);
    }

    /// <summary>Adds a tensor of text.</summary>
    /// <param name="name">Its name, which no other one has.</param>
    /// <param name="shape">The shape; every dimension is known.</param>
    /// <param name="texts">The elements, row by row.</param>
    /// <exception cref="ArgumentException">The name is taken or no name, or there are not as many elements as the shape calls for.</exception>
    /// <exception cref="ModelFormatException">The file cannot be written.</exception>
    public void AddTexts(string name, TensorShape shape, IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        RequireCount(name, shape, texts.Count);
        PlaceTexts(_entries.Reserve(name, KeyOf(name)), shape, texts);
    }

    /// <summary>Adds a part of a partitioned tensor. When the checkpoint is completed, the parts must be the whole.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="wholeShape">The shape of the whole, the same for all parts.</param>
    /// <param name="slice">What the part is of it.</param>
    /// <param name="dataType">The type of the elements, the same for all parts.</param>
    /// <param name="elements">The part's elements, row by row and little-endian.</param>
    /// <exception cref="ArgumentException">The part contradicts another one or overlaps it, lies outside the whole, or the bytes are not as many as it calls for.</exception>
    /// <exception cref="ModelFormatException">The file cannot be written.</exception>
    public void AddPart(string name, TensorShape wholeShape, TensorSlice slice, DataType dataType, ReadOnlySpan<byte> elements)
    {
        var shape = PartShape(name, wholeShape, slice);
        _ = LengthOf(name, dataType, shape, elements.Length);
        byte[] key = _entries.ReservePart(name, KeyOf(name), wholeShape, slice, dataType);
        Place(key, dataType, shape, elements);
    }

    /// <summary>Adds a part of a partitioned tensor of text, as <see cref="AddPart"/> does.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="wholeShape">The shape of the whole, the same for all parts.</param>
    /// <param name="slice">What the part is of it.</param>
    /// <param name="texts">The part's elements, row by row.</param>
    /// <exception cref="ArgumentException">The part contradicts another one or overlaps it, lies outside the whole, or there are not as many elements as it calls for.</exception>
    /// <exception cref="ModelFormatException">The file cannot be written.</exception>
    public void AddTextPart(string name, TensorShape wholeShape, TensorSlice slice, IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        var shape = PartShape(name, wholeShape, slice);
        RequireCount(name, shape, texts.Count);
        PlaceTexts(_entries.ReservePart(name, KeyOf(name), wholeShape, slice, DataType.String), shape, texts);
    }

    /// <summary>Puts the checkpoint in the place of the one that the prefix had. Nothing may be added any more.</summary>
    /// <exception cref="InvalidOperationException">The parts of a tensor are not the whole of it, or one was not written to its end.</exception>
    /// <exception cref="ModelFormatException">A file cannot be written; the checkpoint that the prefix had is still there.</exception>
    public void Complete() => _files.Guard(() =>
    {
        foreach (string step in CompleteInSteps())
        {
            _ = step;
        }
    });

    /// <summary>What <see cref="Complete"/> does, step by step, to see what is left by a process that ends between two of them.</summary>
    internal IEnumerable<string> CompleteInSteps()
    {
        RequireWhole();
        _entries.RequireWholes();
        return _files.Commit(_entries.WriteTo);
    }

    /// <summary>Removes what was written, unless it was completed.</summary>
    public void Dispose() => _files.Dispose();

    private static byte[] KeyOf(string name)
    {
        try
        {
            // An empty key is the header's, and one that begins with 0 a part's.
            return name.Length > 0 && name[0] != 0 ? s_strict.GetBytes(name) : throw new ArgumentException($"'{name}' is no name for a tensor: it is empty, or begins with a character 0.", nameof(name));
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"'{name}' is no name for a tensor: it cannot be written as UTF-8.", nameof(name), exception);
        }
    }

    private static TensorShape PartShape(string name, TensorShape whole, TensorSlice slice) =>
        slice.In(whole)?.Shape ?? throw new ArgumentException($"'{name}' has the shape {whole}, and the part '{slice}' does not lie in it.", nameof(slice));

    private static long LengthOf(string name, DataType dataType, TensorShape shape, long? given = null)
    {
        int size = DataTypes.SizeOf(dataType);
        if (size == 0)
        {
            throw new ArgumentException($"'{name}' is of type {dataType.ToWord()}, and only types of fixed size and text can be stored.", nameof(dataType));
        }

        long length = size * CountOf(name, shape);
        return given is null || given == length ? length : throw new ArgumentException($"'{name}' takes {length} bytes as {dataType.ToWord()} {shape}, and {given} are given.", nameof(given));
    }

    private static void RequireCount(string name, TensorShape shape, int given)
    {
        long count = CountOf(name, shape);
        if (count != given)
        {
            throw new ArgumentException($"'{name}' has {count} elements as string {shape}, and {given} are given.", nameof(given));
        }
    }

    private static long CountOf(string name, TensorShape shape) =>
        CheckpointEntry.CountElements(shape) ?? throw new ArgumentException($"'{name}' has the shape {shape}, which no stored tensor has.", nameof(shape));

    private void Place(byte[] key, DataType dataType, TensorShape shape, ReadOnlySpan<byte> elements)
    {
        long offset = Begin();
        try
        {
            _data.Write(elements);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CheckpointFault.Unwritable(_files.Prefix, exception);
        }

        End(key, dataType, shape, offset);
    }

    // What was given of a tensor before its source or the disk failed lies in the file, and belongs to no entry.
    private long Begin()
    {
        RequireWhole();
        _isInsideTensor = true;
        return _data.Begin();
    }

    private void End(byte[] key, DataType dataType, TensorShape shape, long offset)
    {
        _isInsideTensor = false;
        _entries.Place(key, dataType, shape, offset, _data.Position - offset, _data.Checksum);
    }

    private void RequireWhole()
    {
        if (_isInsideTensor)
        {
            throw new InvalidOperationException($"A tensor of '{_files.Prefix}' was not written to its end: write the checkpoint anew.");
        }
    }

    // As StoredTexts reads them; TensorFlow writes the checksum of the lengths of no texts too.
    private void PlaceTexts(byte[] key, TensorShape shape, IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        long offset = Begin();
        _files.Guard(() =>
        {
            var lengths = new WireWriter();
            var number = new byte[sizeof(uint)];
            foreach (var text in texts)
            {
                lengths.Number((ulong)text.Length);
                BinaryPrimitives.WriteInt32LittleEndian(number, text.Length);
                _data.Sum(number);
            }

            _data.WriteUnsummed(lengths.ToArray());
            BinaryPrimitives.WriteUInt32LittleEndian(number, _data.Checksum);
            _data.Write(number);
            foreach (var text in texts)
            {
                _data.Write(text.Span);
            }
        });
        End(key, DataType.String, shape, offset);
    }
}
