using System.Globalization;
using Spectre.Console.Rendering;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Inspect.Checkpoints;

/// <summary>Shows what is in a checkpoint to people.</summary>
/// <param name="console">Where.</param>
/// <param name="showsAll">Whether long lists are shown whole.</param>
internal sealed class CheckpointView(ToolConsole console, bool showsAll)
{
    private const int MostRows = 24;

    /// <summary>Shows all of <paramref name="checkpoint"/>.</summary>
    public void Show(CheckpointInspection checkpoint)
    {
        string kind = checkpoint.IsObjectBased ? "checkpoint of tf.train.Checkpoint" : "checkpoint";
        console.Show(Line((Path.GetFileName(checkpoint.Checkpoint), Palette.Title), ($"  {kind}, {Quantity.Bytes(checkpoint.Bytes)}", Palette.Quiet)));
        console.Show(Line((checkpoint.Checkpoint, Palette.Quiet)));
        ShowTensors(checkpoint);
        if (checkpoint.Difference is { } difference)
        {
            ShowDifference(difference);
        }
    }

    private void ShowTensors(CheckpointInspection checkpoint)
    {
        Title("Variables", $"{Quantity.Count(checkpoint.Tensors.Count)} with {Quantity.Count(checkpoint.Elements, "element", "elements")}");
        Column[] columns = [new Column(), new Column(IsWhole: true), new Column(), Number(), Number(), Number(), Number()];
        string[] headings = ["name", "type", "shape", "min", "max", "mean", "deviation"];
        bool hasRemarks = checkpoint.Tensors.Any(tensor => Remarks(tensor).Length > 0); // An empty column would take room that names need.
        var rows = Columns(hasRemarks ? [.. columns, new Column(IsWhole: true)] : columns);
        rows.AddRow([.. headings.Select(Heading), .. hasRemarks ? [Heading("")] : Array.Empty<IRenderable>()]);
        var fullNames = checkpoint.Tensors.CountBy(tensor => tensor.FullName ?? tensor.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var tensor in Shown(checkpoint.Tensors))
        {
            var statistics = tensor.Statistics;
            IRenderable[] cells =
            [
                Text(NameOf(tensor, fullNames)),
                Text(tensor.Dtype),
                Text(new TensorShape([.. tensor.Shape]).ToString()),
                Text(Short(statistics?.Min)),
                Text(Short(statistics?.Max)),
                Text(Short(statistics?.Mean)),
                Text(Short(statistics?.Deviation)),
            ];
            rows.AddRow(hasRemarks ? [.. cells, Text(Remarks(tensor), statistics?.NotFinite > 0 ? Palette.Failure : Palette.Quiet)] : cells);
        }

        console.Show(rows);
        ShowRest(checkpoint.Tensors.Count);
    }

    private void ShowDifference(CheckpointDifference difference)
    {
        Title($"Compared with {difference.Other}", $"{Quantity.Count(difference.Same, "tensor is", "tensors are")} the same");
        var rows = Columns(new Column(IsWhole: true), new Column(), new Column());
        foreach (string name in Shown(difference.OnlyHere))
        {
            rows.Add(Text("only here", Palette.Warning), Text(ContractLiteral.Word(name)), Text(""));
        }

        foreach (string name in Shown(difference.OnlyThere))
        {
            rows.Add(Text("only there", Palette.Warning), Text(ContractLiteral.Word(name)), Text(""));
        }

        foreach (var form in Shown(difference.Forms))
        {
            rows.Add(Text("other form", Palette.Failure), Text(ContractLiteral.Word(form.Name)), Text($"{form.Here} → {form.There}"));
        }

        foreach (var value in Shown(difference.Values))
        {
            string size = value.MaxAbs is null ? "" : $", by up to {Short(value.MaxAbs)}, {Short(value.MeanAbs)} on average";
            rows.Add(Text("other values", Palette.Accent), Text(ContractLiteral.Word(value.Name)), Text(Quantity.Count(value.Elements, "element differs", "elements differ") + size));
        }

        console.Show(rows);
        ShowRest(new[] { difference.OnlyHere.Count, difference.OnlyThere.Count, difference.Forms.Count, difference.Values.Count }.Max());
    }

    // The keys of an object graph are long, and say less than the names of its variables.
    private static string NameOf(StoredTensorInspection tensor, Dictionary<string, int> fullNames) => ContractLiteral.Word(tensor.FullName switch
    {
        null => tensor.Name,
        var name when fullNames[name] > 1 => $"{tensor.Name} ({name})",
        var name => name,
    });

    private static string Remarks(StoredTensorInspection tensor)
    {
        var remarks = new List<string>();
        if (tensor.Parts > 0)
        {
            remarks.Add($"{tensor.Parts} parts");
        }

        if (tensor.Statistics is { NotFinite: > 0 and var notFinite })
        {
            remarks.Add($"{Quantity.Count(notFinite)} not finite");
        }

        if (tensor.Statistics is { Zeros: > 0 and var zeros } && zeros == tensor.Elements)
        {
            remarks.Add("all 0");
        }

        return string.Join(", ", remarks);
    }

    private static string Short(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";

    private static Column Number() => new(IsNumber: true, IsWhole: true);

    private static Spectre.Console.Text Heading(string text) => Text(text, Palette.Quiet);

    private IEnumerable<T> Shown<T>(IReadOnlyList<T> rows) => showsAll ? rows : rows.Take(MostRows);

    private void ShowRest(int count)
    {
        if (!showsAll && count > MostRows)
        {
            console.Show(Line(($"  and {Quantity.Count(count - MostRows)} more (--all)", Palette.Quiet)));
        }
    }

    private void Title(string title, string detail)
    {
        console.ShowLine();
        console.Show(Line((title, Palette.Title), ("  " + detail, Palette.Quiet)));
    }
}
