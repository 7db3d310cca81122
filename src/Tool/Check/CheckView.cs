using Spectre.Console;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Check;

/// <summary>Shows what <c>check</c> found to people.</summary>
internal static class CheckView
{
    /// <summary>Shows every case, then what does not agree, then the sum.</summary>
    public static void Show(ToolConsole console, CheckReport report, TimeSpan time)
    {
        console.Show(Line((report.Model, Palette.Title), ("  " + report.Engine, Palette.Quiet)));
        console.ShowLine();
        var rows = Columns(new Column(1, IsWhole: true), new Column(), new Column(), new Column(IsNumber: true, IsWhole: true), new Column(IsNumber: true, IsWhole: true));
        rows.Add(Text(""), Text("signature", Palette.Quiet), Text("case", Palette.Quiet), Text("absolute", Palette.Quiet), Text("relative", Palette.Quiet));
        foreach (var result in report.Cases)
        {
            rows.Add(
                result.Ok ? Text("✓", Palette.Success) : Text("✗", Palette.Failure),
                Text(ContractLiteral.Word(result.Signature)),
                Text(result.Case),
                Text(Quantity.Error(result.MaxAbs), Palette.Quiet),
                Text(Quantity.Error(result.MaxRel), Palette.Quiet));
        }

        console.Show(rows);
        foreach (var result in report.Cases.Where(result => !result.Ok))
        {
            console.ShowLine();
            console.Show(Line(("  ✗ ", Palette.Failure), (ContractLiteral.Word(result.Signature), null), ($" {result.Case}", Palette.Quiet)));
            console.Show(new Padder(Text(result.Message!), new Padding(4, 0, 0, 0)));
        }

        console.ShowLine();
        string failed = report.Failed == 0 ? "" : $"  {Quantity.Count(report.Failed, "case disagrees", "cases disagree")}";
        string passed = report.Failed == 0 && report.Passed > 1 ? $"all {Quantity.Count(report.Passed)} cases agree" : Quantity.Count(report.Passed, "case agrees", "cases agree");
        console.Show(Line(("  " + passed, report.Passed > 0 ? Palette.Success : null), (failed, Palette.Failure), ($"  {Quantity.Time(time)}", Palette.Quiet)));
    }
}
