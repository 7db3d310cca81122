using System.Diagnostics;
using System.Globalization;
using TypedModels.Engine;

namespace TypedModels.Benchmarks;

/// <summary>What several loads of one model take together of the process's private memory on the managed engine.</summary>
internal static class InstanceMemory
{
    /// <summary>Prints it, and the time of each load, for a number of loads.</summary>
    public static void Show(string path, int loads)
    {
        var (model, signature, shapes) = ModelFiles.Open(path);
        var engine = new ManagedEngine();
        double before = MemoryUse.AfterCollection();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"before {before:0.0} MB"));
        var loaded = new List<LoadedModel>();
        for (int i = 0; i < loads; i++)
        {
            long start = Stopwatch.GetTimestamp();
            loaded.Add(new LoadedModel(engine, model, signature, shapes, new ModelOptions()));
            double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds, at = MemoryUse.PrivateMegabytes(), after = MemoryUse.AfterCollection();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1} loaded: {after:0.0} MB ({at:0.0} before a collection), {time:0.0} ms"));
        }

        loaded.ForEach(one => one.Dispose());
    }
}
