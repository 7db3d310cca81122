namespace TypedModels.TensorFlow.Variables;

/// <summary>
/// Decides which variables are set, or read, in one run. TensorFlow prepares each set anew and keeps what it prepared as long as the session: a few sets are worth that, and when there are more,
/// the variables go one by one, of which there is an end.
/// </summary>
internal sealed class RunSets
{
    private const int MostSets = 8;

    private readonly HashSet<string> _sets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The runs for some variables: where each begins among them, and how many it takes.</summary>
    /// <param name="positions">The variables' positions in the model, ascending.</param>
    public IReadOnlyList<(int Start, int Count)> Of(int[] positions) =>
        positions.Length > 1 && Admits(string.Join(',', positions)) ? [(0, positions.Length)] : [.. Enumerable.Range(0, positions.Length).Select(start => (start, 1))];

    private bool Admits(string set)
    {
        lock (_gate)
        {
            return _sets.Contains(set) || (_sets.Count < MostSets && _sets.Add(set));
        }
    }
}
