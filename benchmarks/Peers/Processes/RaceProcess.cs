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
            var model = CaseFile.Read(file);
            string subject = $"{model.Name}, batch {model.Batch}, {threads} threads";
            var entrants = new List<Entrant>();
            try
            {
                foreach (var kind in PeerNames.All)
                {
                    Try($"{subject}, {kind.Name()}", tell, () => entrants.Add(Entrant.Load(kind, model, threads)));
                }

                Try(subject, tell, () => Race(model, threads, rounds, entrants, tell));
            }
            finally
            {
                entrants.ForEach(entrant => entrant.Dispose());
            }
        }
    }

    private static void Race(ModelCase model, int threads, int rounds, List<Entrant> entrants, Action<Finding> tell)
    {
        double largest = RequireAgreement(model, entrants);
        int managed = entrants.FindIndex(entrant => entrant.Kind == PeerKind.Managed);
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

    private static double RequireAgreement(ModelCase model, List<Entrant> entrants)
    {
        // TensorFlow made the models: what it answers is what they mean.
        var reference = entrants.Find(entrant => entrant.Kind == PeerKind.TensorFlow) ?? throw new InvalidOperationException("Without TensorFlow's answers there is nothing to compare with.");
        double largest = 0;
        for (int i = 0; i < model.Outputs.Count; i++)
        {
            var expected = reference.Caller.Output(i);
            foreach (var entrant in entrants)
            {
                if (Agreement.FindDifference(model.Outputs[i].DataType, entrant.Caller.Output(i), expected, ref largest) is { } difference)
                {
                    throw new InvalidOperationException($"Disagreement on '{model.Outputs[i].Name}' of {entrant.Kind.Name()} with TensorFlow: {difference}.");
                }
            }
        }

        return largest;
    }

    private static double BytesPerCall(Entrant entrant)
    {
        const int Calls = 10;

        long before = GC.GetAllocatedBytesForCurrentThread();
        entrant.Caller.Call(Calls);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static void Try(string subject, Action<Finding> tell, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            tell(new Finding { Fault = new Fault(subject, exception.Message) });
        }
    }
}
