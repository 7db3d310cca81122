using System.Runtime.InteropServices;
using Spectre.Console;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Bench;

/// <summary>Shows what <c>bench</c> measured to people.</summary>
internal static class BenchView
{
    private const int Parts = 32;
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Shows all numbers.</summary>
    public static void Show(ToolConsole console, BenchReport report, string signature, BenchInputs inputs, BenchSettings settings, LatencyHistogram latencies)
    {
        console.Show(Line((report.Model, Palette.Title), ($"  {signature}, {report.Engine}", Palette.Quiet)));
        console.Show(Line(
            ($"{Quantity.Count(settings.Callers, "caller", "callers")}, {Quantity.Count(report.Threads, "thread", "threads")} a call, batch {report.Batch}, {inputs.Origin}", Palette.Quiet)));
        console.Show(Line(
            ($"{Quantity.Count(Environment.ProcessorCount, "processor", "processors")} {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}", Palette.Quiet)));
        console.ShowLine();

        var rows = Columns(new Column(IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column());
        Add(rows, "load", Quantity.Time(TimeSpan.FromMilliseconds(report.LoadMs)), "opening the engine's library included");
        Add(rows, "first call", Quantity.Time(TimeSpan.FromMilliseconds(report.FirstMs)), "");
        Add(rows, "p50", TimeOf(report.P50Microseconds), $"of {Quantity.Count(latencies.Count, "call", "calls")}");
        Add(rows, "p90", TimeOf(report.P90Microseconds), "");
        Add(rows, "p99", TimeOf(report.P99Microseconds), "");
        Add(rows, "throughput", Quantity.Count(report.CallsPerSecond) + "/s", "calls a second, of all callers together");
        Add(rows, "allocated", Quantity.Bytes(report.BytesPerCall), "of managed memory a call, its result included");
        Add(rows, "resident", Quantity.Bytes(report.ResidentMb * 1e6), "of memory in this process");
        console.Show(rows);
        ShowSpread(console, latencies);
    }

    private static void Add(Grid rows, string name, string value, string remark) => rows.Add(Text(name, Palette.Quiet), Text(value), Text(remark, Palette.Quiet));

    private static string TimeOf(double microseconds) => Quantity.Time(TimeSpan.FromMicroseconds(microseconds));

    // From the shortest time to the 99th percentile, on a logarithmic scale: the few beyond would squeeze all others into one bar.
    private static void ShowSpread(ToolConsole console, LatencyHistogram latencies)
    {
        double shortest = latencies.Quantile(0), longest = latencies.Quantile(0.99);
        if (shortest < 1 || longest <= shortest)
        {
            return;
        }

        long[] spread = latencies.Spread(shortest, longest, Parts);
        long most = spread.Max();
        string bars = string.Concat(spread.Select(count => count == 0 ? ' ' : Levels[(int)((count * (Levels.Length - 1)) / most)]));
        console.ShowLine();
        console.Show(Line(($"  {TimeOf(shortest / 1000)} ", Palette.Quiet), (bars, Palette.Accent), ($" {TimeOf(longest / 1000)}", Palette.Quiet)));
    }
}
