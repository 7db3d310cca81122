using TypedModels.Tool.Check.Answers;

namespace TypedModels.Benchmarks;

/// <summary>The values that a model is fed: those of the first recorded call, repeated along the axes that are longer, or else small whole numbers.</summary>
internal sealed class InputValues
{
    private const int MadeUpValues = 7;

    private readonly IReadOnlyDictionary<string, RecordedTensor> _recorded;

    private InputValues(IReadOnlyDictionary<string, RecordedTensor> recorded) => _recorded = recorded;

    /// <summary>Looks for the model's recorded answers.</summary>
    /// <param name="folders">Where they may be.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="signature">The signature that is called.</param>
    public static InputValues Find(IReadOnlyList<string> folders, string model, string signature)
    {
        string? file = folders.Select(folder => Path.Combine(folder, model + ".json")).FirstOrDefault(File.Exists);
        var call = file is null ? null : AnswersReader.ReadFile(file).Cases.FirstOrDefault(recorded => recorded.Signature == signature && recorded.Error is null);
        return new InputValues(call?.Inputs ?? new Dictionary<string, RecordedTensor>());
    }

    /// <summary>The value of one input.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="batch">How many examples.</param>
    /// <param name="side">The height and width of pictures where they are open; 0 for what was recorded.</param>
    /// <param name="input">The input.</param>
    public (long[] Shape, byte[] Elements) Of(string model, int batch, int side, ArgumentContract input)
    {
        var recorded = _recorded.TryGetValue(input.Key, out var found) && found.DataType == input.DataType && !found.Value.IsText && found.Value.Elements.Length > 0 ? found.Value : null;
        long[] shape = ExampleLengths.ShapeOf(model, batch, side, input.Shape, recorded is null ? [] : recorded.Shape);
        var elements = new byte[shape.Aggregate((long)DataTypes.SizeOf(input.DataType), (product, length) => product * length)];
        if (recorded is not null && recorded.Shape.Length == shape.Length)
        {
            Repeat(recorded.Elements, recorded.Shape, elements, shape);
        }
        else
        {
            MakeUp(elements, input.DataType);
        }

        return (shape, elements);
    }

    private static void Repeat(ReadOnlySpan<byte> source, ReadOnlySpan<long> sourceShape, Span<byte> target, ReadOnlySpan<long> targetShape)
    {
        if (sourceShape.SequenceEqual(targetShape))
        {
            source.CopyTo(target);
            return;
        }

        int sourceRow = source.Length / (int)sourceShape[0], targetRow = target.Length / (int)targetShape[0];
        for (int row = 0; row < targetShape[0]; row++)
        {
            int from = row % (int)sourceShape[0];
            Repeat(source.Slice(from * sourceRow, sourceRow), sourceShape[1..], target.Slice(row * targetRow, targetRow), targetShape[1..]);
        }
    }

    // Small whole numbers in any type: pixels, tokens and measurements alike.
    private static void MakeUp(Span<byte> elements, DataType type)
    {
        int size = DataTypes.SizeOf(type);
        for (int i = 0; i < elements.Length / size; i++)
        {
            var element = elements.Slice(i * size, size);
            switch (type)
            {
                case DataType.Float:
                    BitConverter.TryWriteBytes(element, (float)(i % MadeUpValues));
                    break;
                case DataType.Double:
                    BitConverter.TryWriteBytes(element, (double)(i % MadeUpValues));
                    break;
                case DataType.Bool:
                    element[0] = (byte)(i % 2);
                    break;
                default:
                    element[0] = (byte)(i % MadeUpValues);
                    break;
            }
        }
    }
}
