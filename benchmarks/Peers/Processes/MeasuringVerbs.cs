using System.Globalization;
using System.Text.Json;

namespace TypedModels.Benchmarks;

/// <summary>What a measuring process can be told to do. Taken apart by hand: a cold start should be no longer than it has to be.</summary>
internal static class MeasuringVerbs
{
    /// <summary>Peers call once, and what they answer is compared: threads, files of cases.</summary>
    public const string Compare = "compare-process";

    /// <summary>Peers call in turn: threads, rounds, files of cases.</summary>
    public const string Race = "race-process";

    /// <summary>Some peers call in turn, with more and more: threads, rounds, files of cases.</summary>
    public const string Growth = "growth-process";

    /// <summary>Peers load in turn: threads, rounds, the file of a case.</summary>
    public const string WarmStart = "warm-start-process";

    /// <summary>A peer grows: who, threads, seconds, the file of a case.</summary>
    public const string Memory = "memory-process";

    /// <summary>Peers call on fewer and on more threads: fewer, more, rounds, files of cases.</summary>
    public const string Threads = "threads-process";

    /// <summary>A peer makes one call: who, threads, the file of a case.</summary>
    public const string Cold = "cold-process";

    /// <summary>Nothing is done.</summary>
    public const string Empty = "empty-process";

    /// <summary>Callers call at the same time: who, how many, the file of a case.</summary>
    public const string Callers = "callers-process";

    /// <summary>Does what the first argument says, if it is a verb.</summary>
    public static bool TryRun(string[] arguments)
    {
        switch (arguments)
        {
            case [Empty]:
                ColdProcess.RunEmpty();
                return true;
            case [Cold, var kind, var threads, var file]:
                ColdProcess.Run(Kind(kind), Number(threads), file);
                return true;
            case [Callers, var kind, var callers, var file]:
                CallersProcess.Run(Kind(kind), Number(callers), file);
                return true;
            case [Compare, var threads, .. var cases]:
                RaceProcess.Compare(Number(threads), cases, Tell);
                return true;
            case [Race, var threads, var rounds, .. var cases]:
                RaceProcess.Run(Number(threads), Number(rounds), cases, Tell);
                return true;
            case [Growth, var threads, var rounds, .. var cases]:
                GrowthProcess.Run(Number(threads), Number(rounds), cases, Tell);
                return true;
            case [WarmStart, var threads, var rounds, var file]:
                WarmStartProcess.Run(Number(threads), Number(rounds), file, Tell);
                return true;
            case [Memory, var kind, var threads, var seconds, var file]:
                MemoryProcess.Run(Kind(kind), Number(threads), TimeSpan.FromSeconds(Number(seconds)), file, Tell);
                return true;
            case [Threads, var fewer, var more, var rounds, .. var cases]:
                ThreadsProcess.Run(Number(fewer), Number(more), Number(rounds), cases, Tell);
                return true;
            default:
                return false;
        }
    }

    private static PeerKind Kind(string text) => Enum.Parse<PeerKind>(text);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Tell(Finding finding) => Console.WriteLine(JsonSerializer.Serialize(finding, PeersJson.Default.Finding));
}
