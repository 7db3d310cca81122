using System.Globalization;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.Checkpoints;

/// <summary>A part of a tensor, an extent an axis, as checkpoints write it (<c>TensorSliceProto</c>, and the text form of a saver's <c>shape_and_slices</c>).</summary>
/// <param name="Extents">What the slice takes of each axis.</param>
internal sealed record TensorSlice(ValueList<TensorExtent> Extents)
{
    /// <summary>The most axes that a tensor has in TensorFlow.</summary>
    public const int MostAxes = 254;

    /// <summary>Whether this is the whole of any tensor with as many axes.</summary>
    public bool IsWhole => Extents.All(extent => extent is { Start: 0, Length: null });

    /// <summary>Reads a <c>TensorSliceProto</c>: extent = 1, each with start = 1 and length = 2, whose absence means the whole axis.</summary>
    public static TensorSlice Read(WireReader reader)
    {
        var extents = new List<TensorExtent>();
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                extents.Add(ReadExtent(reader.Message("TensorSliceProto.Extent")));
            }
            else
            {
                reader.Skip();
            }
        }

        return new TensorSlice([.. extents]);
    }

    /// <summary>Parses the text form, an extent an axis and <c>-</c> for a whole one: <c>0,3:-</c>.</summary>
    /// <returns>The slice, or null when the text is not of that form.</returns>
    public static TensorSlice? TryParse(string text)
    {
        string[] words = text.Split(':');
        var extents = new TensorExtent[words.Length];
        for (int axis = 0; axis < words.Length; axis++)
        {
            string[] numbers = words[axis].Split(',');
            if (words[axis] == "-")
            {
                continue;
            }

            if (numbers.Length != 2 || !TryParse(numbers[0], out long start) || !TryParse(numbers[1], out long length))
            {
                return null;
            }

            extents[axis] = new TensorExtent(start, length);
        }

        return new TensorSlice(ValueList.Create<TensorExtent>(extents));
    }

    /// <summary>The region that this is of a tensor of <paramref name="shape"/>.</summary>
    /// <returns>The region, or null when the slice does not lie inside the shape.</returns>
    public TensorRegion? In(TensorShape shape)
    {
        if (!shape.IsFullyKnown || shape.Rank != Extents.Count || shape.Rank > MostAxes)
        {
            return null;
        }

        var starts = new long[Extents.Count];
        var lengths = new long[Extents.Count];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            var extent = Extents[axis];
            long size = shape.Dimensions[axis];
            starts[axis] = extent.Start;
            lengths[axis] = extent.Length ?? size;
            if (extent.Start < 0 || lengths[axis] < 0 || lengths[axis] > size || extent.Start > size - lengths[axis])
            {
                return null;
            }
        }

        return new TensorRegion(starts, lengths);
    }

    /// <summary>The slice as a <c>TensorSliceProto</c>.</summary>
    public WireWriter ToMessage()
    {
        var message = new WireWriter();
        foreach (var extent in Extents)
        {
            var written = extent.Start == 0 ? new WireWriter() : new WireWriter().Varint(1, extent.Start);
            message.Message(1, extent.Length is { } length ? written.Varint(2, length) : written);
        }

        return message;
    }

    /// <summary>The text form.</summary>
    public override string ToString() => string.Join(":", Extents.Select(extent =>
        extent.Length is { } length ? FormattableString.Invariant($"{extent.Start},{length}") : "-"));

    private static TensorExtent ReadExtent(WireReader reader)
    {
        long start = 0;
        long? length = null;
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Varint):
                    start = reader.Int64();
                    break;
                case (2, WireType.Varint):
                    length = reader.Int64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return start >= 0 && length is not < 0 ? new TensorExtent(start, length) : throw reader.Fault($"a slice starts at {start} and is {length} long");
    }

    private static bool TryParse(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
