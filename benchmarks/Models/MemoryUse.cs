using TypedModels.Engine;

namespace TypedModels.Benchmarks;

/// <summary>What a model takes of the process's private memory on the managed engine.</summary>
internal static class MemoryUse
{
    /// <summary>Prints it before the load, after the first call and after many.</summary>
    public static void Show(string path)
    {
        Console.WriteLine($"before {PrivateMegabytes():0.0} MB");
        using var loaded = Load(path);
        Console.WriteLine($"after the first call {PrivateMegabytes():0.0} MB");
        foreach (int calls in new[] { 100, 1000 })
        {
            loaded.Call(calls);
            Console.WriteLine($"after {calls} more {PrivateMegabytes():0.0} MB");
        }
    }

    private static LoadedModel Load(string path)
    {
        var (model, signature, shapes) = ModelFiles.Open(path);
        return new LoadedModel(new ManagedEngine(), model, signature, shapes, new ModelOptions());
    }

    /// <summary>The process's private memory once garbage is collected.</summary>
    public static double AfterCollection()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return PrivateMegabytes();
    }

    /// <summary>The process's private memory.</summary>
    public static double PrivateMegabytes() =>
        File.ReadLines("/proc/self/smaps_rollup").Where(line => line.StartsWith("Private_", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)) / 1024;
}
