using System.Text;

namespace TypedModels.Benchmarks;

/// <summary>A table whose first column is text and whose others are numbers.</summary>
/// <param name="Heads">The columns' names.</param>
/// <param name="Rows">The rows.</param>
internal sealed record MarkdownTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The table as Markdown.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Line(text, Heads);
        Line(text, Heads.Select((_, column) => column == 0 ? "---" : "--:"));
        foreach (var row in Rows)
        {
            Line(text, row);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
