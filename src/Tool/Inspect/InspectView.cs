using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Inspect;

/// <summary>Shows what <c>inspect</c> found to people.</summary>
/// <param name="console">Where.</param>
/// <param name="showsAll">Whether long lists are shown whole.</param>
internal sealed class InspectView(ToolConsole console, bool showsAll)
{
    private const int MostRows = 12;
    private const int BarWidth = 24;
    private const int MissingNodes = 3;

    /// <summary>Shows all of <paramref name="model"/>.</summary>
    public void Show(ModelInspection model)
    {
        console.Show(Line((model.Model, Palette.Title), ($"  {KindOf(model.Format)}, {Quantity.Bytes(model.Files.TotalBytes)}", Palette.Quiet)));
        console.Show(Line((model.Path, Palette.Quiet)));
        foreach (var graph in model.Graphs)
        {
            ShowGraph(graph);
        }

        Title("Files", Quantity.Bytes(model.Files.TotalBytes));
        var rows = Columns(new Column(), new Column(IsNumber: true, IsWhole: true));
        foreach (var file in model.Files.Files)
        {
            rows.Add(Text(file.Path), Text(Quantity.Bytes(file.Bytes), Palette.Quiet));
        }

        console.Show(rows);
    }

    private static string KindOf(string format) => format switch
    {
        "meta_graph" => "graph of a Saver",
        "graph" => "graph",
        _ => "SavedModel",
    };

    private void ShowGraph(GraphInspection graph)
    {
        string tags = graph.Tags.Count == 0 ? "without tags" : "tags " + string.Join(",", graph.Tags);
        string version = graph.TensorFlow.Length == 0 ? "" : $", TensorFlow {graph.TensorFlow}";
        Title($"Graph, {tags}", $"format {graph.Producer}{version}");
        new SignatureView(console, graph).Show();
        ShowPlaceholders(graph);
        ShowOperations(graph);
        ShowVariables(graph);
        if (graph.Assets.Count > 0)
        {
            Title("Assets", Quantity.Count(graph.Assets.Count, "file", "files"));
            foreach (string asset in graph.Assets)
            {
                console.Show(Line(("  assets/" + asset, null)));
            }
        }

        ShowTensors(graph);
    }

    private void ShowPlaceholders(GraphInspection graph)
    {
        if (graph.Placeholders.Count == 0)
        {
            return;
        }

        Title("Placeholders", $"{Quantity.Count(graph.Placeholders.Count)}: the graph has no signatures, and is called by its tensors");
        var rows = Columns(new Column(), new Column(IsWhole: true), new Column());
        foreach (var placeholder in Shown(graph.Placeholders))
        {
            rows.Add(
                Text(placeholder.Key),
                Text(placeholder.Dtype),
                Text(ShapeInspector.Shape(placeholder.Shape) + (placeholder.Default is { } value ? "  = " + value : "")));
        }

        console.Show(rows);
        ShowRest(graph.Placeholders.Count, "placeholders");
    }

    private void ShowOperations(GraphInspection graph)
    {
        if (graph.Operations.Count == 0)
        {
            return;
        }

        Title("Operations", $"{Quantity.Count(graph.Operations.Values.Sum(), "node", "nodes")} of {Quantity.Count(graph.Operations.Count, "type", "types")}{(graph.Signatures.Count == 0 ? "" : " that the signatures reach")}");
        var byCount = graph.Operations.OrderByDescending(operation => operation.Value).ThenBy(operation => operation.Key, StringComparer.Ordinal).ToList();
        var rows = Columns(new Column(), new Column(IsNumber: true, IsWhole: true), new Column(IsWhole: true));
        foreach (var (type, count) in Shown(byCount))
        {
            rows.Add(Text(type), Text(Quantity.Count(count)), Text(Bar(count, byCount[0].Value, BarWidth), Palette.Accent));
        }

        console.Show(rows);
        ShowRest(byCount.Count, "types");
        ShowOutside(graph);
        ShowMissing(graph);
    }

    private void ShowOutside(GraphInspection graph)
    {
        if (graph.Outside.Count == 0)
        {
            return;
        }

        console.ShowLine();
        var rows = Columns(new Column(IsWhole: true), new Column());
        foreach (var outside in graph.Outside)
        {
            rows.Add(Text("! " + outside.Operation, Palette.Warning), Text(outside.Effect, Palette.Quiet));
        }

        console.Show(rows);
    }

    private void ShowMissing(GraphInspection graph)
    {
        if (graph.Missing.Count == 0)
        {
            return;
        }

        console.ShowLine();
        console.Show(Line(("  The managed engine does not have:", Palette.Warning)));
        var rows = Columns(new Column(IsWhole: true), new Column());
        foreach (var missing in graph.Missing)
        {
            string more = missing.Nodes.Count > MissingNodes ? $" and {Quantity.Count(missing.Nodes.Count - MissingNodes)} more" : "";
            rows.Add(Text("! " + missing.Operation, Palette.Warning), Text(string.Join(", ", missing.Nodes.Take(MissingNodes)) + more, Palette.Quiet));
        }

        console.Show(rows);
    }

    private void ShowVariables(GraphInspection graph)
    {
        if (graph.Variables.Count == 0)
        {
            return;
        }

        Title(
            "Variables",
            $"{Quantity.Count(graph.Variables.Count)} with {Quantity.Count(graph.Variables.Sum(variable => (double)(variable.Elements ?? 0)), "element", "elements")}, {Quantity.Bytes(graph.Variables.Sum(variable => (double)(variable.Bytes ?? 0)))}");
        var rows = Columns(new Column(), new Column(IsWhole: true), new Column(), new Column(IsNumber: true, IsWhole: true));
        foreach (var variable in Shown(graph.Variables))
        {
            rows.Add(
                Text(ContractLiteral.Word(variable.Name)),
                Text(variable.Dtype),
                Text(ShapeInspector.Shape(variable.Shape).ToString()),
                Text(variable.Bytes is { } bytes ? Quantity.Bytes(bytes) : "", Palette.Quiet));
        }

        console.Show(rows);
        ShowRest(graph.Variables.Count, "variables");
    }

    private void ShowTensors(GraphInspection graph)
    {
        if (graph.Tensors is null)
        {
            return;
        }

        Title("Tensors", Quantity.Count(graph.Tensors.Count) + ": name, operation, type, shape");
        foreach (string tensor in graph.Tensors)
        {
            console.Show(Line(("  " + tensor, null)));
        }
    }

    private IEnumerable<T> Shown<T>(IReadOnlyList<T> rows) => showsAll ? rows : rows.Take(MostRows);

    private void ShowRest(int count, string what)
    {
        if (!showsAll && count > MostRows)
        {
            console.Show(Line(($"  and {Quantity.Count(count - MostRows)} more {what} (--all)", Palette.Quiet)));
        }
    }

    private void Title(string title, string detail)
    {
        console.ShowLine();
        console.Show(Line((title, Palette.Title), ("  " + detail, Palette.Quiet)));
    }
}
