namespace TypedModels.Graphs;

/// <summary>Finds the names that were probably meant.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    // Longer names are cut: what is compared grows with the product of their lengths, and a graph has many.
    private const int LongestCompared = 96;

    /// <summary>The names most like <paramref name="name"/>, the nearest first: those whose last part is the same or nearly so; none when nothing is like it.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known)
    {
        string wanted = LastPart(name);
        return [.. known
            .Select(candidate => (Name: candidate, Changes: Distance(wanted, LastPart(candidate))))
            .Where(candidate => candidate.Changes <= Math.Max(1, Math.Max(wanted.Length, LastPart(candidate.Name).Length) / 3))
            .OrderBy(candidate => candidate.Changes)
            .ThenBy(candidate => Distance(name, candidate.Name))
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(candidate => candidate.Name)];
    }

    private static string LastPart(string name) => name.Substring(name.LastIndexOf('/') + 1).ToLowerInvariant();

    /// <summary>The Levenshtein distance: the fewest characters to insert, remove or replace.</summary>
    private static int Distance(string left, string right)
    {
        left = left.Length > LongestCompared ? left.Substring(left.Length - LongestCompared) : left;
        right = right.Length > LongestCompared ? right.Substring(right.Length - LongestCompared) : right;
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
