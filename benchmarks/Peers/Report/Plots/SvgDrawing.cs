using System.Security;
using System.Text;

namespace TypedModels.Benchmarks;

/// <summary>A drawing in SVG: lines, dots and texts, whose looks are classes of a style sheet.</summary>
/// <param name="width">Its width in pixels.</param>
/// <param name="height">Its height in pixels.</param>
/// <param name="title">What it shows, for those who do not see it.</param>
/// <param name="style">The style sheet.</param>
internal sealed class SvgDrawing(int width, int height, string title, string style)
{
    private readonly StringBuilder _elements = new();

    /// <summary>Adds a rectangle over all of it.</summary>
    public void Fill(string look) => _elements.Append($"""<rect class="{look}" width="{width}" height="{height}" rx="6"/>""").Append('\n');

    /// <summary>Adds a line from point to point.</summary>
    public void Line(string look, params IReadOnlyList<(double X, double Y)> points) =>
        _elements.Append($"""<polyline class="{look}" points="{string.Join(' ', points.Select(point => $"{point.X:0.#},{point.Y:0.#}"))}"/>""").Append('\n');

    /// <summary>Adds a dot that says what it stands for when it is pointed at.</summary>
    public void Dot(string look, double x, double y, string meaning) =>
        _elements.Append($"""<circle class="{look}" cx="{x:0.#}" cy="{y:0.#}" r="3.5"><title>{SecurityElement.Escape(meaning)}</title></circle>""").Append('\n');

    /// <summary>Adds a text.</summary>
    /// <param name="look">Its classes.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Where it stands.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor">Which part of it is there: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(string look, double x, double y, string text, string anchor = "start") =>
        _elements.Append($"""<text class="{look}" x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}">{SecurityElement.Escape(text)}</text>""").Append('\n');

    /// <summary>The file's text.</summary>
    public string Write() => $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="system-ui, sans-serif" font-size="12">
        <title>{SecurityElement.Escape(title)}</title>
        <style>
        {style}
        </style>
        {_elements}</svg>

        """;
}
