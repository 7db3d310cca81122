using TypedModels.Runtime.Calls;

namespace TypedModels.Tool.Check.Answers;

/// <summary>Reads a recorded value: <c>{dtype, shape, data}</c>, or <c>{dtype, shape, strings}</c> for text.</summary>
internal static class TensorReader
{
    private const string Prefix = "DT_";

    /// <summary>Reads <paramref name="element"/>.</summary>
    /// <exception cref="AnswersException">It is not in the format, or holds more or fewer elements than its shape.</exception>
    public static RecordedTensor Read(AnswersElement element)
    {
        var type = ReadType(element.Required("dtype"));
        long[] shape = [.. element.Required("shape").Items().Select(dimension => dimension.Length())];
        var value = type == DataType.String ? ReadTexts(element, shape) : ReadNumbers(element, type, shape);
        return new RecordedTensor(type, value);
    }

    private static DataType ReadType(AnswersElement element)
    {
        string text = element.Text();
        bool isKnown = text.StartsWith(Prefix, StringComparison.Ordinal)
            & DataTypes.TryParse(text[Math.Min(Prefix.Length, text.Length)..].ToLowerInvariant(), out var type);
        return isKnown && (type == DataType.String || DataTypes.SizeOf(type) > 0) ? type : throw element.Fault($"is '{text}', expected an element type such as DT_FLOAT");
    }

    private static FixedTensor ReadTexts(AnswersElement element, long[] shape)
    {
        byte[][] texts = [.. element.Required("strings").Items().Select(text => text.Bytes())];
        return Count(shape) == texts.Length
            ? new FixedTensor(shape, texts)
            : throw element.Fault($"{texts.Length} texts do not fill the shape {new TensorShape(shape)}");
    }

    private static FixedTensor ReadNumbers(AnswersElement element, DataType type, long[] shape)
    {
        byte[] bytes = element.Required("data").Bytes();
        int size = DataTypes.SizeOf(type);
        return bytes.Length % size == 0 && Count(shape) == bytes.Length / size
            ? new FixedTensor(shape, bytes)
            : throw element.Fault($"{bytes.Length} bytes of data do not fill the shape {new TensorShape(shape)} of {type.ToWord()} ({size} bytes an element)");
    }

    // A count that no array has stands for one that is too large to be counted.
    private static long Count(long[] shape) => shape.Contains(0) ? 0 : shape.Aggregate(1L, (count, dimension) => count > long.MaxValue / dimension ? long.MaxValue : count * dimension);
}
