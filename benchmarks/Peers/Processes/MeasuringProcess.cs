using System.Diagnostics;
using System.Text.Json;

namespace TypedModels.Benchmarks;

/// <summary>This program once more, to measure something in a process of its own.</summary>
internal static class MeasuringProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="host">The program's file.</param>
    /// <param name="take">Takes what it finds, as soon as it does.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <returns>Whether it came to its end.</returns>
    public static bool Run(string host, Action<Finding> take, params IEnumerable<string> arguments)
    {
        using var process = Start(host, arguments);
        process.StandardInput.Close();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            take(JsonSerializer.Deserialize(line, PeersJson.Default.Finding)!);
        }

        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Starts it; it is told things line by line, and answers so.</summary>
    public static Process Start(string host, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(host, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
}
