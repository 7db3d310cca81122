using System.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Writes feature lists of a batch of sequence examples into the outputs of a node.</summary>
/// <param name="context">The call.</param>
/// <param name="table">The feature lists.</param>
/// <param name="names">Names of the examples for messages, possibly none.</param>
/// <param name="isBatch">Whether the outputs have an axis for the examples; else there is one example.</param>
internal readonly ref struct SequenceOutputs(KernelContext context, SequenceTable table, ReadOnlySpan<ReadOnlyMemory<byte>> names, bool isBatch)
{
    private readonly ReadOnlySpan<ReadOnlyMemory<byte>> _names = names;

    /// <summary>Gives a feature list as a sparse tensor: positions of example, step and value.</summary>
    public void GiveSparse(int key, ReadOnlyMemory<byte> name, DataType type, int indicesOutput, int valuesOutput, int shapeOutput)
    {
        int total = Measure(key, name, type, out int mostSteps, out int mostValues);
        int axes = isBatch ? 3 : 2;
        var indices = context.Output(indicesOutput, new Shape(total, axes)).WritableSpan<long>();
        var values = context.Output(valuesOutput, new Shape(total));
        int next = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var steps = table[example, key] ?? [];
            for (int step = 0; step < steps.Length; step++)
            {
                steps[step].CopyTo(values, next);
                for (int i = 0; i < steps[step].Count; i++, next++)
                {
                    var index = indices.Slice(axes * next, axes);
                    index[0] = example;
                    index[axes - 2] = step;
                    index[axes - 1] = i;
                }
            }
        }

        var shape = context.Output(shapeOutput, new Shape(axes)).WritableSpan<long>();
        shape[0] = table.Examples;
        shape[axes - 2] = mostSteps;
        shape[axes - 1] = mostValues;
    }

    /// <summary>Gives a feature list as a ragged tensor of two ragged axes; for a single example of one.</summary>
    public void GiveRagged(int key, ReadOnlyMemory<byte> name, DataType type, int valuesOutput, int outerOutput, int innerOutput)
    {
        int total = Measure(key, name, type, out _, out _);
        var values = context.Output(valuesOutput, new Shape(total));
        var outer = new List<long> { 0 };
        var inner = new List<long> { 0 };
        for (int example = 0; example < table.Examples; example++)
        {
            var steps = table[example, key] ?? [];
            foreach (var step in steps)
            {
                step.CopyTo(values, (int)inner[^1]);
                inner.Add(inner[^1] + step.Count);
            }

            outer.Add(outer[^1] + steps.Length);
        }

        Ragged.RaggedSplits.Give(context, outerOutput, isBatch ? outer : []);
        Ragged.RaggedSplits.Give(context, innerOutput, inner);
    }

    /// <summary>Gives a feature list as a dense tensor, shorter ones filled up with zeros or empty texts, and the lengths.</summary>
    public void GiveDense(int key, ReadOnlyMemory<byte> name, DenseFeature feature, bool mayBeMissing, int valuesOutput, int lengthsOutput)
    {
        int most = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var steps = table[example, key];
            if (steps is null && !mayBeMissing)
            {
                throw OperationException.InvalidArgument(
                    $"Name: {Name(example)}, Feature list '{Encoding.UTF8.GetString(name.Span)}' is required but could not be found.  Did you mean to include it in feature_list_dense_missing_assumed_empty or feature_list_dense_defaults?");
            }

            most = Math.Max(most, steps?.Length ?? 0);
            foreach (var step in steps ?? [])
            {
                if (step.IsPresent && step.Type != feature.Type)
                {
                    throw Fault(example, name, $"Data types don't match. Expected type: {feature.Type.ToWord()}, Actual type: {step.Type.ToWord()}");
                }

                if (step.Count != feature.InnerCount)
                {
                    throw Fault(example, name, $"Number of {feature.Type.ToWord()} values != expected.  values size: {step.Count} but output shape: {feature}");
                }
            }
        }

        long[] batch = isBatch ? [table.Examples] : [];
        var values = context.Output(valuesOutput, Shape.From([.. batch, most, .. feature.Inner.Select(length => (long)length)]));
        Elements.Clear(values, 0, values.Count);
        for (int example = 0; example < table.Examples; example++)
        {
            var steps = table[example, key] ?? [];
            for (int step = 0; step < steps.Length; step++)
            {
                steps[step].CopyTo(values, ((example * most) + step) * feature.InnerCount);
            }
        }

        if (lengthsOutput >= 0)
        {
            var lengths = context.Output(lengthsOutput, isBatch ? new Shape(table.Examples) : Shape.Scalar).WritableSpan<long>();
            for (int example = 0; example < table.Examples; example++)
            {
                lengths[example] = table[example, key]?.Length ?? 0;
            }
        }
    }

    private int Measure(int key, ReadOnlyMemory<byte> name, DataType type, out int mostSteps, out int mostValues)
    {
        long total = 0;
        mostSteps = mostValues = 0;
        for (int example = 0; example < table.Examples; example++)
        {
            var steps = table[example, key] ?? [];
            mostSteps = Math.Max(mostSteps, steps.Length);
            foreach (var step in steps)
            {
                if (step.IsPresent && step.Type != type)
                {
                    throw Fault(example, name, $"Data types don't match. Expected type: {type.ToWord()}, Actual type: {step.Type.ToWord()}");
                }

                total += step.Count;
                mostValues = Math.Max(mostValues, step.Count);
            }
        }

        return checked((int)total);
    }

    private OperationException Fault(int example, ReadOnlyMemory<byte> key, string problem) =>
        OperationException.InvalidArgument($"Name: {Name(example)}, Key: {Encoding.UTF8.GetString(key.Span)}, Index: {example}.  {problem}");

    private string Name(int example) => example < _names.Length ? Encoding.UTF8.GetString(_names[example].Span) : "<unknown>";
}
