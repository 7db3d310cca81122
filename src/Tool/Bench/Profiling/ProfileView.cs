using System.Globalization;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Shows a profile to people.</summary>
internal sealed class ProfileView(ToolConsole console, ProfileReport report)
{
    private const int MostOperations = 20;
    private const int MostNodes = 20;
    private const int BarWidth = 16;

    private readonly NodeNames _names = new(report.Nodes.Take(MostNodes).Select(node => node.Node));

    /// <summary>Shows all of it.</summary>
    public void Show()
    {
        Title("Profile", $"{Quantity.Count(report.Calls, "call", "calls")}, medians");
        ShowTimes();
        ShowOperations();
        ShowNodes();
        ShowMemory();
    }

    private void Title(string title, string remark)
    {
        console.ShowLine();
        console.Show(Line((title, Palette.Title), ("  " + remark, Palette.Quiet)));
    }

    private void ShowTimes()
    {
        var rows = Columns(new Column(IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column());
        double outside = report.CallMicroseconds - report.NodesMicroseconds;
        double overhead = report.CallMicroseconds <= 0 ? 0 : (report.ProfiledCallMicroseconds / report.CallMicroseconds) - 1;
        rows.Add(Text("call", Palette.Quiet), Text(TimeOf(report.CallMicroseconds)), Text("without the profile; calls with and without took turns", Palette.Quiet));
        rows.Add(Text("nodes", Palette.Quiet), Text(TimeOf(report.NodesMicroseconds)), Text(
            outside >= 0 ? $"of {Quantity.Count(report.Nodes.Count, "node", "nodes")}; {TimeOf(outside)} are inputs, results and the way from node to node" : $"of {Quantity.Count(report.Nodes.Count, "node", "nodes")}: more than the call, by what measuring adds to each",
            Palette.Quiet));
        rows.Add(Text("measuring", Palette.Quiet), Text(Percent(overhead, sign: true)), Text($"{TimeOf(report.ProfiledCallMicroseconds)} with the profile", Palette.Quiet));
        console.Show(rows);
    }

    private void ShowOperations()
    {
        var shown = report.Operations.Take(MostOperations).ToArray();
        Title("Operations", "time of a call by type");
        var rows = Columns(
            new Column(), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column(IsWhole: true));
        rows.Add(Head("operation"), Head("runs"), Head("µs"), Head("share"), Head("rate"), Head(""));
        foreach (var operation in shown)
        {
            rows.Add(
                Text(operation.Operation),
                Text(Quantity.Count(operation.Runs)),
                Text(Microseconds(operation.Microseconds)),
                Text(Percent(operation.Share)),
                Text(Rate(operation.Gflops, operation.GigabytesPerSecond), Palette.Quiet),
                Text(Bar(operation.Microseconds, shown[0].Microseconds, BarWidth), Palette.Accent));
        }

        console.Show(rows);
        ShowRest(report.Operations.Count, MostOperations, "types", report.Operations.Skip(MostOperations).Sum(operation => operation.Share));
    }

    private void ShowNodes()
    {
        Title("Nodes", $"the {Math.Min(MostNodes, report.Nodes.Count)} that take most{(_names.Prefix.Length == 0 ? "" : $", in {_names.Prefix.TrimEnd('/')}")}");
        var rows = Columns(
            new Column(), new Column(), new Column(IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true));
        rows.Add(Head("node"), Head("operation"), Head("result"), Head("µs"), Head("share"), Head("rate"));
        foreach (var node in report.Nodes.Take(MostNodes))
        {
            rows.Add(
                Text(_names.Shorten(node.Node)),
                Text(node.AllOperations + (node.Runs == 1 ? "" : $" ×{Quantity.Count(node.Runs)}"), Palette.Accent),
                Text(node.Outputs is [var first, ..] ? first : "", Palette.Quiet),
                Text(Microseconds(node.Microseconds)),
                Text(Percent(node.Share)),
                Text(Rate(node.Gflops, node.GigabytesPerSecond), Palette.Quiet));
        }

        console.Show(rows);
        ShowRest(report.Nodes.Count, MostNodes, "nodes", report.Nodes.Skip(MostNodes).Sum(node => node.Share));
    }

    private void ShowMemory()
    {
        var (memory, plan) = (report.Memory, report.Plan);
        Title("Memory and plan", "");
        var rows = Columns(new Column(IsWhole: true), new Column(IsNumber: true, IsWhole: true), new Column());
        rows.Add(Text("peak", Palette.Quiet), Text(Quantity.Bytes(memory.PeakBytes)), Text(memory.PeakNode.Length == 0 ? "" : $"in use at the end of {_names.Shorten(memory.PeakNode)}", Palette.Quiet));
        rows.Add(Text("frame", Palette.Quiet), Text(Quantity.Bytes(memory.FrameBytes)), Text("kept for the next call", Palette.Quiet));
        rows.Add(Text("model", Palette.Quiet), Text(Quantity.Bytes(memory.ModelBytes)), Text($"weights as they are packed, constants, variables; {Quantity.Bytes(memory.ConstantBytes)} of constants are read as they are", Palette.Quiet));
        rows.Add(Text("allocated", Palette.Quiet), Text(Quantity.Bytes(memory.ManagedBytes)), Text("of managed memory by the nodes of a call", Palette.Quiet));
        rows.Add(Text("steps", Palette.Quiet), Text(Quantity.Count(plan.Steps)), Text("nodes that run, in the plans of what was called", Palette.Quiet));
        rows.Add(Text("fused", Palette.Quiet), Text(Quantity.Count(plan.Fused)), Text("nodes that others carry out", Palette.Quiet));
        rows.Add(Text("folded", Palette.Quiet), Text(Quantity.Count(plan.Folded)), Text("nodes that were computed at load", Palette.Quiet));
        rows.Add(Text("skipped", Palette.Quiet), Text(Quantity.Count(plan.Skipped)), Text("nodes that only hand a value on", Palette.Quiet));
        console.Show(rows);
    }

    private void ShowRest(int count, int shown, string what, double share)
    {
        if (count > shown)
        {
            console.Show(Line(($"  and {Quantity.Count(count - shown)} more {what}, {Percent(share)}", Palette.Quiet)));
        }
    }

    private static Spectre.Console.Text Head(string text) => Text(text, Palette.Quiet);

    private static string Rate(double? calculations, double? bytes) => (calculations, bytes) switch
    {
        ( >= 0.005, _) => $"{Number(calculations.Value)} GFLOP/s",
        (null, >= 0.005) => $"{Number(bytes.Value)} GB/s",
        _ => "",
    };

    private static string Number(double value) => value.ToString(value < 0.995 ? "0.00" : value < 9.95 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Microseconds(double microseconds) => microseconds.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share, bool sign = false) => (sign && share >= 0 ? "+" : "") + (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string TimeOf(double microseconds) => Quantity.Time(TimeSpan.FromMicroseconds(microseconds));
}
