namespace TypedModels.Formats.Checkpoints;

/// <summary>Finds where the elements of a tensor are stored: in one place, or in the parts of a partitioned tensor.</summary>
internal static class StoredElements
{
    // Partitions have as many parts as there were machines; each pair of parts is compared.
    private const int MostParts = 8192;

    /// <summary>The entries that together hold <paramref name="region"/> of <paramref name="entry"/>, and what each holds of it.</summary>
    /// <exception cref="ModelFormatException">A part is missing, does not fit the whole, or overlaps another one, or the parts are not the whole.</exception>
    public static List<(CheckpointEntry Entry, TensorRegion Region)> Find(CheckpointSource source, CheckpointEntry entry, TensorRegion region)
    {
        if (entry.Slices.Count == 0)
        {
            return [(entry, TensorRegion.WholeOf(entry.Shape))];
        }

        var parts = FindParts(source, entry);
        CheckCover(source.ListFile, entry, parts);
        return parts.FindAll(part => part.Region.Overlaps(region));
    }

    private static List<(CheckpointEntry Entry, TensorRegion Region)> FindParts(CheckpointSource source, CheckpointEntry entry)
    {
        string file = source.ListFile;
        if (entry.Slices.Count > MostParts)
        {
            throw CheckpointFault.Damaged(file, $"'{entry.Key}' is stored in {entry.Slices.Count} parts, and no more than {MostParts} are read");
        }

        var parts = new List<(CheckpointEntry Entry, TensorRegion Region)>(entry.Slices.Count);
        foreach (var slice in entry.Slices)
        {
            var region = slice.In(entry.Shape) ?? throw CheckpointFault.Damaged(file, $"'{entry.Key}' has the shape {entry.Shape}, and a part '{slice}' that does not lie in it");
            var part = source.FindPart(entry, slice) ?? throw CheckpointFault.Damaged(file, $"The part '{slice}' of '{entry.Key}' is missing");
            if (part.DataType != entry.DataType || part.Shape != region.Shape || part.Slices.Count > 0)
            {
                throw CheckpointFault.Damaged(
                    file, $"The part '{slice}' of '{entry.Key}' is {part.DataType.ToWord()} {part.Shape}, and {entry.DataType.ToWord()} {region.Shape} is expected of it");
            }

            parts.Add((part, region));
        }

        return parts;
    }

    // Parts that do not overlap and have as many elements as the whole are the whole.
    private static void CheckCover(string file, CheckpointEntry entry, List<(CheckpointEntry Entry, TensorRegion Region)> parts)
    {
        long count = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            count += parts[i].Region.ElementCount;
            for (int j = 0; j < i; j++)
            {
                if (parts[i].Region.Overlaps(parts[j].Region))
                {
                    throw CheckpointFault.Damaged(file, $"The parts '{entry.Slices[j]}' and '{entry.Slices[i]}' of '{entry.Key}' overlap");
                }
            }
        }

        if (count != entry.ElementCount)
        {
            throw CheckpointFault.Damaged(file, $"'{entry.Key}' has {entry.ElementCount} elements, and its parts {count}");
        }
    }
}
