namespace TypedModels.Benchmarks;

/// <summary>All that was measured.</summary>
internal sealed record PeersReport
{
    public required Machine Machine { get; init; }

    public required string TensorFlow { get; init; }

    public required string OnnxRuntime { get; init; }

    public string? Commit { get; init; }

    /// <summary>Outputs of models that no peer was asked for, since the ONNX file lacks them.</summary>
    public List<string> LeftOut { get; init; } = [];

    public List<RaceRow> Races { get; init; } = [];

    public List<Fault> Faults { get; init; } = [];

    /// <summary>Takes in what a process found.</summary>
    public void Add(Finding finding)
    {
        Add(Races, finding.Race);
        Add(Faults, finding.Fault);
    }

    private static void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Add(item);
        }
    }
}
