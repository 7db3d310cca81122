namespace TypedModels.Engine.Text;

/// <summary>Which letters are the same when case is ignored, as regular expressions see it: Unicode's simple case folding.</summary>
internal static class CaseFolding
{
    // (letter, next letter of its circle), ascending.
    private static readonly Lazy<(int Letter, int Next)[]> s_circles = new(ReadCircles);

    /// <summary>Adds every other case of the letters from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static void AddOtherCases(int first, int last, CodePointSet set)
    {
        var circles = s_circles.Value;
        int index = Array.BinarySearch(circles, (first, 0));
        for (index = index < 0 ? ~index : index; index < circles.Length && circles[index].Letter <= last; index++)
        {
            var (letter, next) = circles[index];
            while (next != letter)
            {
                set.Add(next, next);
                next = circles[Array.BinarySearch(circles, (next, 0)) is var found && found < 0 ? ~found : found].Next;
            }
        }
    }

    private static (int Letter, int Next)[] ReadCircles()
    {
        var circles = new List<(int, int)>();
        var runs = CaseData.NextCase;
        for (int i = 0; i < runs.Length; i += 4)
        {
            for (int letter = runs[i]; letter <= runs[i + 1]; letter += runs[i + 2])
            {
                circles.Add((letter, letter + runs[i + 3]));
            }
        }

        circles.Sort();
        return [.. circles];
    }
}
