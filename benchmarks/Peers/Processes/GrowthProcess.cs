namespace TypedModels.Benchmarks;

/// <summary>
/// The process that lets the managed engine and ONNX Runtime call with more and more, all sizes in turn: what disturbs the machine for a while then disturbs all of them.
/// </summary>
internal static class GrowthProcess
{
    /// <summary>Compares what all peers answer in each case, races, and tells what it found.</summary>
    /// <param name="threads">The threads of a call.</param>
    /// <param name="rounds">The rounds of the race.</param>
    /// <param name="files">The files of the cases.</param>
    /// <param name="tell">Takes what is found.</param>
    public static void Run(int threads, int rounds, IEnumerable<string> files, Action<Finding> tell)
    {
        var cases = new List<(ModelCase Model, double Largest)>();
        foreach (string file in files)
        {
            Field.Enter(CaseFile.Read(file), threads, tell, (model, all) => cases.Add((model, Agreement.Require(model, all))));
        }

        var entrants = new List<Entrant>();
        try
        {
            foreach (var (model, _) in cases)
            {
                entrants.AddRange(PeerNames.Growing.Select(kind => Entrant.Load(kind, model, threads)));
            }

            var race = new Race(entrants, rounds);
            race.Run();
            int peers = PeerNames.Growing.Count;
            for (int i = 0; i < cases.Count; i++)
            {
                tell(new Finding { Race = race.RowOf(cases[i].Model, entrants[(i * peers)..((i + 1) * peers)], cases[i].Largest) });
            }
        }
        finally
        {
            entrants.ForEach(entrant => entrant.Dispose());
        }
    }
}
