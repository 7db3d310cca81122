namespace TypedModels.Engines;

/// <summary>A value for a variable that lies in a file: read, and compared with its checksum, when an engine asks for it. Any number of threads.</summary>
internal abstract class VariableData
{
    /// <summary>The type of the elements.</summary>
    public abstract DataType DataType { get; }

    /// <summary>The shape, fully known.</summary>
    public abstract TensorShape Shape { get; }

    /// <summary>The file it lies in, for messages.</summary>
    public abstract string File { get; }

    /// <summary>What tells it from all other stored values, so that what is in memory already need not be read again; null where nothing does.</summary>
    public abstract object? Identity { get; }

    /// <summary>Reads numbers: row by row, little-endian.</summary>
    /// <param name="destination">Exactly as many bytes as the elements take.</param>
    /// <exception cref="FormatException">The file is damaged, or differs from its checksum; the message names file and tensor.</exception>
    public abstract void Read(Span<byte> destination);

    /// <summary>Reads texts.</summary>
    /// <exception cref="FormatException">The file is damaged, or differs from its checksum; the message names file and tensor.</exception>
    public abstract ReadOnlyMemory<byte>[] ReadTexts();
}
