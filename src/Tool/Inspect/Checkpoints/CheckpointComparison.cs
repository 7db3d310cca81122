using TypedModels.Formats.Checkpoints;
using TypedModels.Runtime.Variables;
using TypedModels.Tool.Check.Comparison;

namespace TypedModels.Tool.Inspect.Checkpoints;

/// <summary>Compares two checkpoints, tensor by tensor.</summary>
internal static class CheckpointComparison
{
    /// <summary>How a checkpoint differs from another one.</summary>
    /// <exception cref="Formats.ModelFormatException">A file is missing or damaged.</exception>
    public static CheckpointDifference Compare(Checkpoint here, string other, CancellationToken cancellationToken)
    {
        using var there = WeightFiles.Open(other, weights: null, byName: false);
        var forms = new List<FormDifference>();
        var values = new List<ValueDifference>();
        int same = 0;
        foreach (string key in VariablesOf(here))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (mine, its) = (here.Find(key)!, there.Find(key));
            if (its is not null && (mine.DataType != its.DataType || mine.Shape != its.Shape))
            {
                forms.Add(new FormDifference(key, FormOf(mine), FormOf(its)));
            }
            else if (its is not null)
            {
                var difference = CompareValues(here, mine, there, its);
                if (difference is null)
                {
                    same++;
                }
                else
                {
                    values.Add(difference);
                }
            }
        }

        return new CheckpointDifference
        {
            Other = there.Prefix,
            OnlyHere = [.. VariablesOf(here).Where(key => there.Find(key) is null)],
            OnlyThere = [.. VariablesOf(there).Where(key => here.Find(key) is null)],
            Forms = forms,
            Values = values,
            Same = same,
        };
    }

    // What an object graph says of variables is no variable.
    private static IEnumerable<string> VariablesOf(Checkpoint checkpoint) => checkpoint.Keys.Where(key => key != ObjectGraphDocument.Key);

    private static string FormOf(CheckpointEntry entry) => $"{entry.DataType.ToWord()} {entry.Shape}";

    private static ValueDifference? CompareValues(Checkpoint here, CheckpointEntry mine, Checkpoint there, CheckpointEntry its)
    {
        if (mine.DataType == DataType.String)
        {
            long differing = here.ReadTexts(mine).Zip(there.ReadTexts(its), (left, right) => left.Span.SequenceEqual(right.Span)).Count(same => !same);
            return differing == 0 ? null : new ValueDifference(mine.Key, differing, null, null);
        }

        byte[] left = StoredElements.Read(here, mine), right = StoredElements.Read(there, its);
        return left.AsSpan().SequenceEqual(right) ? null : CompareNumbers(mine, left, right);
    }

    private static ValueDifference CompareNumbers(CheckpointEntry entry, byte[] left, byte[] right)
    {
        int size = DataTypes.SizeOf(entry.DataType), count = left.Length / size;
        double largest = 0, sum = 0;
        long differing = 0;
        for (int i = 0; i < count; i++)
        {
            if (!left.AsSpan(i * size, size).SequenceEqual(right.AsSpan(i * size, size)))
            {
                differing++;
                double difference = Difference(entry.DataType, left, right, i);
                (largest, sum) = (Math.Max(largest, difference), sum + difference);
            }
        }

        return new ValueDifference(entry.Key, differing, Finite(largest), Finite(sum / count));
    }

    private static double Difference(DataType type, byte[] left, byte[] right, int index) => NumberReader.IsFloatingPoint(type)
        ? (NumberReader.Floating(type, left, index) - NumberReader.Floating(type, right, index)).Magnitude
        : (double)Int128.Abs(NumberReader.Integer(type, left, index) - NumberReader.Integer(type, right, index));

    // JSON has no infinity.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
