using Spectre.Console;
using TypedModels.Tool.Terminal;
using static TypedModels.Tool.Terminal.Layout;

namespace TypedModels.Tool.Inspect;

/// <summary>Shows the signatures of a graph, their arguments in columns that run through all of them.</summary>
internal sealed class SignatureView(ToolConsole console, GraphInspection graph)
{
    private const int WidestKey = 32;
    private const string Predict = "tensorflow/serving/predict";

    /// <summary>Shows them.</summary>
    public void Show()
    {
        int keyWidth = Width(argument => ContractLiteral.Word(argument.Key));
        int typeWidth = Width(TypeOf);
        foreach (var signature in graph.Signatures)
        {
            console.ShowLine();
            console.Show(Line(("  " + ContractLiteral.Word(signature.Key), Palette.Accent), (Remarks(signature), Palette.Quiet)));
            if (signature.Inputs.Count + signature.Outputs.Count == 0)
            {
                continue;
            }

            var rows = Columns(new Column(5, IsWhole: true), new Column(keyWidth), new Column(typeWidth), new Column());
            Add(rows, "in", signature.Inputs);
            Add(rows, "out", signature.Outputs);
            console.Show(rows);
        }
    }

    private static void Add(Grid rows, string direction, IReadOnlyList<ArgumentInspection> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var shape = new Paragraph(ShapeInspector.Shape(argument.Shape).ToString());
            if (argument.Default is { } value)
            {
                shape.Append(Printable.Of("  = " + value), Palette.Quiet);
            }

            rows.Add(Text(i == 0 ? "  " + direction : "", Palette.Quiet), Text(ContractLiteral.Word(argument.Key)), Text(TypeOf(argument)), shape);
        }
    }

    private static string Remarks(SignatureInspection signature)
    {
        var remarks = new List<string>();
        if (signature.AliasOf is { } original)
        {
            remarks.Add($"the same as {ContractLiteral.Word(original)}");
        }

        if (signature.StateChanges.Count > 0)
        {
            remarks.Add($"changes state: {string.Join(", ", signature.StateChanges)}");
        }

        if (signature.MethodName is not ("" or Predict))
        {
            remarks.Add(signature.MethodName);
        }

        return remarks.Count == 0 ? "" : "  " + string.Join("; ", remarks);
    }

    private static string TypeOf(ArgumentInspection argument) => argument.Encoding == "dense" ? argument.Dtype : $"{argument.Encoding} {argument.Dtype}";

    private int Width(Func<ArgumentInspection, string> text)
    {
        var arguments = graph.Signatures.SelectMany(signature => signature.Inputs.Concat(signature.Outputs));
        return Math.Min(WidestKey, arguments.Select(text).Select(word => word.Length).DefaultIfEmpty(1).Max());
    }
}
