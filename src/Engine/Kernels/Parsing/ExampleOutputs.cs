using System.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Writes features of a batch of examples into the outputs of a node.</summary>
/// <param name="context">The call.</param>
/// <param name="table">The features.</param>
/// <param name="names">Names of the examples for messages, possibly none.</param>
/// <param name="isBatch">Whether the outputs have an axis for the examples; else there is one example.</param>
internal readonly ref struct ExampleOutputs(KernelContext context, FeatureTable table, ReadOnlySpan<ReadOnlyMemory<byte>> names, bool isBatch)
{
    private readonly ReadOnlySpan<ReadOnlyMemory<byte>> _names = names;

    /// <summary>Gives a feature as a sparse tensor: indices, values and shape.</summary>
    public void GiveSparse(int key, ReadOnlyMemory<byte> name, DataType type, int indicesOutput, int valuesOutput, int shapeOutput)
    {
        var (total, most) = Measure(key, name, type);
        int axes = isBatch ? 2 : 1;
        var indices = context.Output(indicesOutput, Shape.From([total, axes])).WritableSpan<long>();
        var values = context.Output(valuesOutput, Shape.From([total]));
        int next = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var list = table[example, key];
            list.CopyTo(values, next);
            for (int i = 0; i < list.Count; i++, next++)
            {
                indices[axes * next] = example;
                indices[(axes * next) + axes - 1] = i;
            }
        }

        var shape = context.Output(shapeOutput, new Shape(axes)).WritableSpan<long>();
        shape[0] = table.Examples;
        shape[axes - 1] = most;
    }

    /// <summary>Gives a feature as a ragged tensor: values and row splits. A single example has values alone.</summary>
    public void GiveRagged(int key, ReadOnlyMemory<byte> name, DataType type, int valuesOutput, int splitsOutput)
    {
        var (total, _) = Measure(key, name, type);
        var values = context.Output(valuesOutput, Shape.From([total]));
        var splits = context.Output(splitsOutput, new Shape(isBatch ? checked(table.Examples + 1) : 0));
        int next = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var list = table[example, key];
            list.CopyTo(values, next);
            next += list.Count;
            if (isBatch)
            {
                Text.IntegerElements.Set(splits, example + 1, next);
            }
        }

        if (isBatch)
        {
            Text.IntegerElements.Set(splits, 0, 0);
        }
    }

    /// <summary>Gives a feature as a dense tensor, with a default in place of what is missing.</summary>
    public void GiveDense(int key, ReadOnlyMemory<byte> name, DenseFeature feature, Tensor defaultValue, int output)
    {
        for (int example = 0; example < table.Examples; example++)
        {
            var list = table[example, key];
            if (list.IsPresent && list.Type != feature.Type)
            {
                throw Fault(example, name, $"Data types don't match. Data type: {list.Type.ToWord()} but expected type: {feature.Type.ToWord()}");
            }

            if (feature.IsVariable)
            {
                if (list.IsPresent && (feature.InnerCount == 0 ? list.Count != 0 : list.Count % feature.InnerCount != 0))
                {
                    throw Fault(example, name, $"Number of {Word(feature.Type)} values is not a multiple of stride length. Saw {list.Count} values but output shape is: {feature}");
                }
            }
            else if (list.IsPresent && list.Count != feature.InnerCount)
            {
                throw Fault(example, name, $"Number of {Word(feature.Type)} values != expected.  Values size: {list.Count} but output shape: {feature}");
            }
            else if (!list.IsPresent && defaultValue.Count != feature.InnerCount)
            {
                throw OperationException.InvalidArgument(
                    $"{(isBatch ? $"Name: {Name(example)}, " : "")}Feature: {Encoding.UTF8.GetString(name.Span)} (data type: {feature.Type.ToWord()}) is required but could not be found.");
            }
        }

        Fill(key, feature, defaultValue, output, feature.IsVariable ? LongestRow(key, feature) : 1);
    }

    private int LongestRow(int key, DenseFeature feature)
    {
        int rows = 0;
        for (int example = 0; example < table.Examples && feature.InnerCount > 0; example++)
        {
            rows = Math.Max(rows, table[example, key].Count / feature.InnerCount);
        }

        return rows;
    }

    private void Fill(int key, DenseFeature feature, Tensor defaultValue, int output, int rows)
    {
        long[] lengths = [.. isBatch ? [(long)table.Examples] : Array.Empty<long>(), .. feature.IsVariable ? [(long)rows] : Array.Empty<long>(), .. feature.Inner.Select(length => (long)length)];
        var values = context.Output(output, Shape.From(lengths));
        int step = checked(rows * feature.InnerCount);
        for (int example = 0; example < table.Examples; example++)
        {
            context.ThrowIfCancelled();
            var list = table[example, key];
            int start = example * step;
            list.CopyTo(values, start);
            if (feature.IsVariable)
            {
                // A default of one element fills what is left; a feature of a single example is never filled up.
                for (int i = list.Count; i < step; i++)
                {
                    Elements.Copy(defaultValue, 0, values, start + i, 1);
                }
            }
            else if (!list.IsPresent)
            {
                Elements.Copy(defaultValue, 0, values, start, step);
            }
        }
    }

    private (long Total, int Most) Measure(int key, ReadOnlyMemory<byte> name, DataType type)
    {
        long total = 0;
        int most = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var list = table[example, key];
            if (list.IsPresent && list.Type != type)
            {
                throw Fault(example, name, $"Data types don't match. Expected type: {type.ToWord()}, Actual type: {list.Type.ToWord()}");
            }

            total += list.Count;
            most = Math.Max(most, list.Count);
        }

        return (total, most);
    }

    private OperationException Fault(int example, ReadOnlyMemory<byte> key, string problem) =>
        OperationException.InvalidArgument($"Name: {Name(example)}, Key: {Encoding.UTF8.GetString(key.Span)}, Index: {example}.  {problem}");

    private string Name(int example) => example < _names.Length ? Encoding.UTF8.GetString(_names[example].Span) : "<unknown>";

    private static string Word(DataType type) => type == DataType.String ? "bytes" : type.ToWord();
}
