using System.Globalization;
using System.Text.RegularExpressions;

namespace TypedModels.Formats.Checkpoints;

/// <summary>Finds the files of a checkpoint of version 1: the prefix itself, or <c>{prefix}-00000-of-00002</c> and its companions.</summary>
internal static class SavedSlicesFiles
{
    private static readonly Regex s_shard = new(@"-(\d{5})-of-(\d{5})$", RegexOptions.CultureInvariant);

    /// <summary>Whether there is a checkpoint of version 1, and none of version 2.</summary>
    public static bool IsAt(string prefix) => !File.Exists(BundleSource.IndexOf(prefix)) && (File.Exists(prefix) || Shards(prefix).Count > 0);

    /// <summary>The files, in their order.</summary>
    /// <exception cref="ModelFormatException">One of several is missing.</exception>
    public static IReadOnlyList<string> Find(string prefix)
    {
        if (File.Exists(prefix))
        {
            return [prefix];
        }

        var shards = Shards(prefix);
        var counts = shards.Select(shard => shard.Count).Distinct().ToArray();
        if (counts.Length > 1)
        {
            throw CheckpointFault.Damaged(prefix, $"There are files of checkpoints in {string.Join(" and in ", counts)} parts of this name");
        }

        for (int number = 0; number < counts[0]; number++)
        {
            if (number >= shards.Count || shards[number].Number != number)
            {
                string missing = string.Format(CultureInfo.InvariantCulture, "{0}-{1:d5}-of-{2:d5}", prefix, number, counts[0]);
                throw new ModelFormatException(new ModelProblem(ExtractionError.MissingVariables, missing, "A file of the checkpoint is missing, others are there", "Copy all files of the checkpoint"));
            }
        }

        return [.. shards.Select(shard => shard.File)];
    }

    private static List<(int Number, int Count, string File)> Shards(string prefix)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(prefix)) ?? "";
        string name = Path.GetFileName(prefix);
        if (name.Length == 0 || !Directory.Exists(folder))
        {
            return [];
        }

        var shards = new List<(int Number, int Count, string File)>();
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            string found = Path.GetFileName(file);
            if (found.StartsWith(name, StringComparison.Ordinal) && s_shard.Match(found) is { Success: true } match && match.Index == name.Length)
            {
                shards.Add((Number(match.Groups[1]), Number(match.Groups[2]), file));
            }
        }

        shards.Sort((left, right) => left.Number.CompareTo(right.Number));
        return shards;
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);
}
