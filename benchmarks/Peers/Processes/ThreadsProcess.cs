namespace TypedModels.Benchmarks;

/// <summary>The process in which the same peer has a model twice, for calls on fewer and on more threads. Not TensorFlow, whose threads belong to the process.</summary>
internal static class ThreadsProcess
{
    private static readonly PeerKind[] s_kinds = [PeerKind.Managed, PeerKind.OnnxRuntime];

    /// <summary>Tells what the threads bring.</summary>
    public static void Run(int fewer, int more, int rounds, IEnumerable<string> cases, Action<Finding> tell)
    {
        foreach (var model in cases.Select(CaseFile.Read))
        {
            var entrants = new List<Entrant>();
            try
            {
                foreach (var kind in s_kinds)
                {
                    entrants.Add(Entrant.Load(kind, model, fewer));
                    entrants.Add(Entrant.Load(kind, model, more));
                }

                var race = new Race(entrants, rounds);
                race.Run();
                for (int i = 0; i < s_kinds.Length; i++)
                {
                    tell(new Finding { Threads = new ThreadsRow(model.Name, model.Batch, fewer, more, s_kinds[i], race.Ratio(2 * i, (2 * i) + 1)) });
                }
            }
            finally
            {
                entrants.ForEach(entrant => entrant.Dispose());
            }
        }
    }
}
