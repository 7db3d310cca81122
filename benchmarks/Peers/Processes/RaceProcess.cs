namespace TypedModels.Benchmarks;

/// <summary>The process that lets all peers call one model. TensorFlow's threads belong to the process, so that each number of threads has one of its own.</summary>
internal static class RaceProcess
{
    /// <summary>Races for each case, and tells what it found.</summary>
    /// <param name="threads">The threads of a call.</param>
    /// <param name="rounds">The rounds of a race.</param>
    /// <param name="cases">The files of the cases.</param>
    /// <param name="tell">Takes what is found.</param>
    public static void Run(int threads, int rounds, IEnumerable<string> cases, Action<Finding> tell)
    {
        foreach (string file in cases)
        {
            Field.Enter(CaseFile.Read(file), threads, tell, (model, entrants) => Race(model, rounds, entrants, tell));
        }
    }

    /// <summary>Only compares what the peers answer, for each case.</summary>
    public static void Compare(int threads, IEnumerable<string> cases, Action<Finding> tell)
    {
        foreach (string file in cases)
        {
            Field.Enter(CaseFile.Read(file), threads, tell, (model, entrants) => Agreement.Require(model, entrants));
        }
    }

    private static void Race(ModelCase model, int rounds, IReadOnlyList<Entrant> entrants, Action<Finding> tell)
    {
        double largest = Agreement.Require(model, entrants);
        if (entrants.All(entrant => entrant.Kind != PeerKind.Managed))
        {
            throw new InvalidOperationException("Without the managed engine there is nothing to compare.");
        }

        var race = new Race(entrants, rounds);
        race.Run();
        tell(new Finding { Race = race.RowOf(model, entrants, largest) });
    }
}
