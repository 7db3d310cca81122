namespace TypedModels.Benchmarks;

/// <summary>All peers, with one model each has loaded.</summary>
internal static class Field
{
    /// <summary>Loads the model by every peer and hands over those that could; what goes wrong is told.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">The threads of a call.</param>
    /// <param name="tell">Takes what went wrong.</param>
    /// <param name="use">What is to be done with them.</param>
    public static void Enter(ModelCase model, int threads, Action<Finding> tell, Action<ModelCase, IReadOnlyList<Entrant>> use)
    {
        string subject = $"{model.Name}, batch {model.Batch}{(model.Side == 0 ? "" : $", {model.Side} × {model.Side}")}, {(threads == 1 ? "1 thread" : $"{threads} threads")}";
        var entrants = new List<Entrant>();
        try
        {
            foreach (var kind in PeerNames.All)
            {
                Try($"{subject}, {kind.Name()}", tell, () => entrants.Add(Entrant.Load(kind, model, threads)));
            }

            Try(subject, tell, () => use(model, entrants));
        }
        finally
        {
            entrants.ForEach(entrant => entrant.Dispose());
        }
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
