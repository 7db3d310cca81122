using Spectre.Console;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Conversion;

/// <summary>Shows what <c>convert</c> did to people.</summary>
internal static class ConvertView
{
    /// <summary>Shows the SavedModel, then how its answers compare.</summary>
    public static void Show(ToolConsole console, ConversionReport report)
    {
        console.Show(Line((report.Folder, Palette.Title), ($"  SavedModel, {Quantity.Bytes(report.Bytes)}", Palette.Quiet)));
        console.ShowLine();
        console.Show(Line(("  signatures  ", Palette.Quiet), (string.Join(", ", report.Signatures.Select(ContractLiteral.Word)), Palette.Accent)));
        console.Show(Line(("  graph       ", Palette.Quiet), ($"{Quantity.Count(report.Nodes)} of {Quantity.Count(report.NodesBefore, "node", "nodes")}", null)));
        console.Show(Line(("  variables   ", Palette.Quiet), (Quantity.Count(report.Variables), null)));
        foreach (var verified in report.Verified)
        {
            bool agrees = verified.Failed == 0;
            console.Show(Line(
                (agrees ? "  ✓ " : "  ✗ ", agrees ? Palette.Success : Palette.Failure),
                ($"{Quantity.Count(verified.Passed)} of {Quantity.Count(verified.Passed + verified.Failed, "call agrees", "calls agree")}", null),
                (verified.Refused == 0 ? "" : $", {Quantity.Count(verified.Refused)} by failing before and now", Palette.Warning),
                ("  " + verified.Engine, Palette.Quiet)));
            foreach (string message in verified.Messages)
            {
                console.Show(new Padder(Text(message), new Padding(4, 0, 0, 0)));
            }
        }

        if (report.Verified.Any(verified => verified.Refused > 0))
        {
            console.ShowLine();
            console.Show(Line(("  The model refuses inputs that are made up. Give recorded ones with --answers.", Palette.Quiet)));
        }
    }
}
