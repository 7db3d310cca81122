namespace TypedModels.Runtime.Shapes;

/// <summary>Guesses, for a message only, why a shape does not fit: what people do most often when it does not.</summary>
internal static class LikelyCause
{
    /// <summary>The cause in words, or null when none stands out.</summary>
    public static string? Of(ReadOnlySpan<long> expected, ReadOnlySpan<long> actual)
    {
        if (actual.Length == expected.Length)
        {
            return IsChannelsFirst(expected, actual) ? "looks like channels first; the model wants them last"
                : IsChannelsFirst(actual, expected) ? "looks like channels last; the model wants them first"
                : IsTransposed(expected, actual) ? "looks transposed"
                : null;
        }

        if (actual.Length == expected.Length - 1 && Fits(expected[1..], actual))
        {
            return "looks like a single example; add an axis of length 1 in front";
        }

        if (actual.Length == expected.Length + 1 && actual[0] == 1 && Fits(expected, actual[1..]))
        {
            return "looks like a batch of one; the model wants it without the first axis";
        }

        return actual.Length == expected.Length + 1 && Fits(expected, actual[1..]) ? "looks like a batch; the model takes one at a time" : null;
    }

    private static bool IsChannelsFirst(ReadOnlySpan<long> last, ReadOnlySpan<long> first)
    {
        if (last.Length != 4 || !(last[3] is 1 or 3 or 4 || first[1] is 1 or 3 or 4))
        {
            return false;
        }

        Span<long> moved = [first[0], first[2], first[3], first[1]];
        return Fits(last, moved);
    }

    private static bool IsTransposed(ReadOnlySpan<long> expected, ReadOnlySpan<long> actual) =>
        expected.Length == 2 && actual.Length == 2 && Fits(expected, [actual[1], actual[0]]);

    /// <summary>Whether two shapes can be one: equal where both are known.</summary>
    private static bool Fits(ReadOnlySpan<long> expected, ReadOnlySpan<long> actual)
    {
        bool fits = expected.Length == actual.Length;
        for (int axis = 0; fits && axis < expected.Length; axis++)
        {
            fits = expected[axis] < 0 || actual[axis] < 0 || expected[axis] == actual[axis];
        }

        return fits;
    }
}
