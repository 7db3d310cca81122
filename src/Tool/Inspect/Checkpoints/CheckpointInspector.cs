using TypedModels.Formats.Checkpoints;
using TypedModels.Runtime.Variables;

namespace TypedModels.Tool.Inspect.Checkpoints;

/// <summary>Looks into a checkpoint. Every tensor is read, one after the other, and so compared with its checksum.</summary>
internal static class CheckpointInspector
{
    /// <summary>What is in a checkpoint, or in a file of weights of Keras.</summary>
    /// <param name="path">Its prefix, a folder with it, or the file.</param>
    /// <param name="other">One to compare it with, or null.</param>
    /// <param name="cancellationToken">Ends it between two tensors.</param>
    /// <exception cref="Formats.ModelFormatException">A file is missing or damaged.</exception>
    public static CheckpointInspection Inspect(string path, string? other, CancellationToken cancellationToken)
    {
        using var checkpoint = WeightFiles.Open(path, weights: null, byName: false);
        var names = NamesOf(checkpoint);
        var tensors = new List<StoredTensorInspection>();
        foreach (string key in checkpoint.Keys.Where(key => key != ObjectGraphDocument.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tensors.Add(Inspect(checkpoint, checkpoint.Find(key)!, names.GetValueOrDefault(key)));
        }

        return new CheckpointInspection
        {
            Checkpoint = checkpoint.Prefix,
            Format = "checkpoint",
            IsObjectBased = checkpoint.ObjectGraph is not null,
            Elements = tensors.Sum(tensor => tensor.Elements),
            Bytes = tensors.Sum(tensor => tensor.Bytes ?? 0),
            Tensors = tensors,
            Difference = other is null ? null : CheckpointComparison.Compare(checkpoint, other, cancellationToken),
        };
    }

    private static StoredTensorInspection Inspect(Checkpoint checkpoint, CheckpointEntry entry, string? fullName)
    {
        int size = DataTypes.SizeOf(entry.DataType);
        return new StoredTensorInspection
        {
            Name = entry.Key,
            FullName = fullName,
            Dtype = entry.DataType.ToWord(),
            Shape = entry.Shape.Dimensions,
            Elements = entry.ElementCount,
            Bytes = size > 0 ? entry.ElementCount * size : null,
            Parts = entry.Slices.Count,
            Statistics = StatisticsOf(checkpoint, entry),
        };
    }

    private static Dictionary<string, string> NamesOf(Checkpoint checkpoint) => checkpoint.ObjectGraph is not { } graph ? [] : graph.Nodes
        .SelectMany(node => node.Attributes)
        .Where(attribute => attribute.FullName.Length > 0 && attribute.FullName != attribute.CheckpointKey)
        .GroupBy(attribute => attribute.CheckpointKey, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().FullName, StringComparer.Ordinal);

    private static TensorStatistics? StatisticsOf(Checkpoint checkpoint, CheckpointEntry entry)
    {
        if (entry.DataType == DataType.String)
        {
            checkpoint.ReadTexts(entry);
            return null;
        }

        byte[] elements = StoredElements.Read(checkpoint, entry);
        return StoredElements.AreNumbers(entry.DataType) ? StatisticsOf(entry.DataType, elements) : null;
    }

    // The mean and the sum of squares as they change with each element (B. P. Welford, Note on a Method for Calculating Corrected Sums of Squares and Products, 1962).
    private static TensorStatistics StatisticsOf(DataType type, byte[] elements)
    {
        var (min, max, mean, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0);
        long finite = 0, zeros = 0, notFinite = 0;
        int count = elements.Length / DataTypes.SizeOf(type);
        for (int i = 0; i < count; i++)
        {
            double value = StoredElements.Number(type, elements, i);
            if (!double.IsFinite(value))
            {
                notFinite++;
                continue;
            }

            finite++;
            zeros += value == 0 ? 1 : 0;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            double before = mean;
            mean += (value - mean) / finite;
            squares += (value - before) * (value - mean);
        }

        return finite == 0 ? new TensorStatistics(null, null, null, null, 0, notFinite) : new TensorStatistics(min, max, mean, Math.Sqrt(squares / finite), zeros, notFinite);
    }
}
