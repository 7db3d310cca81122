using System.Runtime;

namespace TypedModels.Benchmarks;

/// <summary>The process that makes one call and says so at once.</summary>
internal static class ColdProcess
{
    /// <summary>Loads a model, calls it, and says how long either took, in milliseconds, and how many methods .NET compiled for it.</summary>
    public static void Run(PeerKind kind, int threads, string file)
    {
        using var entrant = Entrant.Load(kind, CaseFile.Read(file), threads);
        Say(entrant.LoadTime.TotalMilliseconds, entrant.FirstCallTime.TotalMilliseconds);
    }

    /// <summary>Does nothing, and says so.</summary>
    public static void RunEmpty() => Say(0, 0);

    private static void Say(double load, double firstCall) => Console.WriteLine($"{load:R} {firstCall:R} {JitInfo.GetCompiledMethodCount()}");
}
