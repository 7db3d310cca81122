namespace TypedModels.Benchmarks;

/// <summary>The process that lets all peers call one model. TensorFlow's threads belong to the process, so that each number of threads has one of its own.</summary>
internal static class RaceProcess
{
    /// <summary>Lets all peers answer for each case, lets some race, and tells what it found.</summary>
    /// <param name="kinds">Who races.</param>
    /// <param name="threads">The threads of a call.</param>
    /// <param name="rounds">The rounds of a race.</param>
    /// <param name="cases">The files of the cases.</param>
    /// <param name="tell">Takes what is found.</param>
    public static void Run(IReadOnlyList<PeerKind> kinds, int threads, int rounds, IEnumerable<string> cases, Action<Finding> tell)
    {
        foreach (string file in cases)
        {
            Field.Enter(CaseFile.Read(file), threads, tell, (model, entrants) => Race(kinds, model, threads, rounds, entrants, tell));
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

    private static void Race(IReadOnlyList<PeerKind> kinds, ModelCase model, int threads, int rounds, IReadOnlyList<Entrant> all, Action<Finding> tell)
    {
        double largest = Agreement.Require(model, all);
        List<Entrant> entrants = [.. all.Where(entrant => kinds.Contains(entrant.Kind))];
        int managed = entrants.Select(entrant => entrant.Kind).ToList().IndexOf(PeerKind.Managed);
        if (managed < 0)
        {
            throw new InvalidOperationException("Without the managed engine there is nothing to compare.");
        }

        var race = new Race(entrants, rounds);
        race.Run();
        tell(new Finding
        {
            Race = new RaceRow
            {
                Model = model.Name,
                Batch = model.Batch,
                Side = model.Side,
                Threads = threads,
                Rounds = rounds,
                LargestDifference = largest,
                BytesPerCall = BytesPerCall(entrants[managed]),
                Peers = [.. entrants.Select((entrant, i) => TimeOf(race, entrant.Kind, i, managed))],
            },
        });
    }

    private static PeerTime TimeOf(Race race, PeerKind kind, int entrant, int managed)
    {
        double[] ratios = [.. race.Microseconds[managed].Zip(race.Microseconds[entrant], (ours, theirs) => ours / theirs).Order()];
        return new PeerTime(kind, race.Calls[entrant], Median.Of(race.Microseconds[entrant]), Median.Of(ratios), ratios[ratios.Length / 4], ratios[ratios.Length * 3 / 4]);
    }

    private static double BytesPerCall(Entrant entrant)
    {
        const int Calls = 10;

        long before = GC.GetAllocatedBytesForCurrentThread();
        entrant.Caller.Call(Calls);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
