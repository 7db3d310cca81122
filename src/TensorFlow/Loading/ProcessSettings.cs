namespace TypedModels.TensorFlow.Loading;

/// <summary>The options that TensorFlow keeps per process. The first session's hold for all.</summary>
/// <param name="Model">The model that set them.</param>
/// <param name="Threads">Threads of one operation, or null for one per processor.</param>
/// <param name="VisibleDevices">The GPUs in use, or null for all.</param>
/// <param name="GpuMemoryLimit">Bytes of each GPU, or null for no limit.</param>
/// <param name="GpuMemoryGrowth">Whether a GPU's memory is taken as it is needed.</param>
internal sealed record ProcessSettings(string Model, int? Threads, IReadOnlyList<int>? VisibleDevices, long? GpuMemoryLimit, bool GpuMemoryGrowth)
{
    public ProcessSettings(string model, ModelOptions options)
        : this(model, options.Threads, options.VisibleDevices, options.GpuMemoryLimit, options.GpuMemoryGrowth)
    {
    }

    /// <summary>What <paramref name="other"/> asks for and does not get: the option, the value asked for, the value that holds. Who leaves an option alone asks for nothing.</summary>
    public IEnumerable<(string Option, string Asked, string Holding)> Conflicts(ProcessSettings other)
    {
        if (other.Threads is { } threads && threads != Threads)
        {
            yield return (nameof(ModelOptions.Threads), $"{threads}", Threads is null ? "one per processor" : $"{Threads}");
        }

        if (other.VisibleDevices is { } devices && !(VisibleDevices is { } holding && holding.SequenceEqual(devices)))
        {
            yield return (nameof(ModelOptions.VisibleDevices), Text(devices), VisibleDevices is null ? "all" : Text(VisibleDevices));
        }

        if (other.GpuMemoryLimit is { } limit && limit != GpuMemoryLimit)
        {
            yield return (nameof(ModelOptions.GpuMemoryLimit), $"{limit} bytes", GpuMemoryLimit is null ? "no limit" : $"{GpuMemoryLimit} bytes");
        }

        if (other.GpuMemoryGrowth && !GpuMemoryGrowth)
        {
            yield return (nameof(ModelOptions.GpuMemoryGrowth), "true", "false");
        }
    }

    private static string Text(IReadOnlyList<int> devices) => $"[{string.Join(", ", devices)}]";
}
