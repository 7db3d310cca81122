using System.Globalization;
using System.Text.Json;

namespace TypedModels.Benchmarks;

/// <summary>What a measuring process can be told to do. Taken apart by hand: a cold start should be no longer than it has to be.</summary>
internal static class MeasuringVerbs
{
    /// <summary>Peers call in turn: threads, rounds, files of cases.</summary>
    public const string Race = "race-process";

    /// <summary>Does what the first argument says, if it is a verb.</summary>
    public static bool TryRun(string[] arguments)
    {
        switch (arguments)
        {
            case [Race, var threads, var rounds, .. var cases]:
                RaceProcess.Run(Number(threads), Number(rounds), cases, Tell);
                return true;
            default:
                return false;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Tell(Finding finding) => Console.WriteLine(JsonSerializer.Serialize(finding, PeersJson.Default.Finding));
}
