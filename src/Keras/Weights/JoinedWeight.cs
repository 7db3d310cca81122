using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Weights;

/// <summary>A weight that a file of Keras 1 holds in parts, the gates of a recurrent layer: they lie side by side along the last axis.</summary>
/// <param name="parts">The parts, in the order in which they lie.</param>
internal sealed class JoinedWeight(IReadOnlyList<StoredWeight> parts) : StoredWeight
{
    /// <inheritdoc/>
    public override string Name => parts[0].Name;

    /// <inheritdoc/>
    public override DataType DataType => parts[0].DataType;

    /// <inheritdoc/>
    public override TensorShape Shape
    {
        get
        {
            long[] shape = [.. parts[0].Shape.Dimensions];
            return shape.Length == 0 ? parts[0].Shape : new TensorShape([.. shape.Take(shape.Length - 1), JoinedLength(shape[shape.Length - 1])]);
        }
    }

    private long JoinedLength(long length) =>
        length <= long.MaxValue / parts.Count ? length * parts.Count : throw KerasFault.Damaged($"'{Name}' and the other gates of its layer come to a length that no tensor has");

    /// <inheritdoc/>
    public override void RequireStored()
    {
        foreach (var part in parts)
        {
            if (part.Shape != parts[0].Shape || part.DataType != DataType)
            {
                throw KerasFault.Damaged($"'{part.Name}' is {part.DataType.ToWord()} {part.Shape}, and '{Name}' is {DataType.ToWord()} {parts[0].Shape}: gates of one layer are alike");
            }

            part.RequireStored();
        }
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        RequireStored();
        long last = parts[0].Shape.Dimensions.Count == 0 ? 1 : parts[0].Shape.Dimensions[parts[0].Shape.Rank - 1];
        int width = checked((int)(last * DataTypes.SizeOf(DataType)));
        var elements = new byte[destination.Length / parts.Count];
        for (int i = 0; i < parts.Count; i++)
        {
            parts[i].Read(elements);
            for (int from = 0, to = i * width; from < elements.Length; from += width, to += width * parts.Count)
            {
                elements.AsSpan(from, width).CopyTo(destination.Slice(to, width));
            }
        }
    }
}
