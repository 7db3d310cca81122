using Spectre.Console;
using Spectre.Console.Rendering;

namespace TypedModels.Tool.Terminal;

/// <summary>How the tool sets out what it shows: titles, and rows of columns without lines between them.</summary>
internal static class Layout
{
    /// <summary>A piece of text, taken as it is.</summary>
    public static Text Text(string text, Style? style = null) => new(Printable.Of(text), style);

    /// <summary>A line of several pieces.</summary>
    public static Paragraph Line(params ReadOnlySpan<(string Text, Style? Style)> pieces)
    {
        var line = new Paragraph();
        foreach (var (text, style) in pieces)
        {
            line.Append(Printable.Of(text), style);
        }

        return line.Append("\n");
    }

    /// <summary>Rows of columns, indented by two; a width of null is as wide as what is in the column.</summary>
    public static Grid Columns(params ReadOnlySpan<Column> columns)
    {
        var grid = new Grid();
        for (int i = 0; i < columns.Length; i++)
        {
            grid.AddColumn(new GridColumn
            {
                Width = columns[i].Width,
                NoWrap = columns[i].IsWhole,
                Alignment = columns[i].IsNumber ? Justify.Right : Justify.Left,
                Padding = new Padding(i == 0 ? 2 : 0, 0, i == columns.Length - 1 ? 0 : 2, 0),
            });
        }

        return grid;
    }

    /// <summary>A row that takes the widths of <see cref="Columns"/>.</summary>
    public static void Add(this Grid grid, params ReadOnlySpan<IRenderable> cells) => grid.AddRow(cells.ToArray());

    /// <summary>A bar for <paramref name="value"/> that reaches <paramref name="width"/> at <paramref name="largest"/>; whatever is more than nothing shows.</summary>
    public static string Bar(double value, double largest, int width) => new('▇', value <= 0 || largest <= 0 ? 0 : Math.Max(1, (int)Math.Round(value / largest * width)));

    /// <summary>A column.</summary>
    /// <param name="Width">Its width, or null.</param>
    /// <param name="IsNumber">Whether it is set flush right.</param>
    /// <param name="IsWhole">Whether its text is never broken.</param>
    internal readonly record struct Column(int? Width = null, bool IsNumber = false, bool IsWhole = false);
}
