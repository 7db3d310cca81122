using System.Text;

namespace TypedModels.Generator.Tests.Harness;

/// <summary>Source text in which <c>[|</c> and <c>|]</c> stand around the places that diagnostics point at.</summary>
internal sealed class MarkedSource
{
    private MarkedSource(string text, IReadOnlyList<TextSpan> spans)
    {
        Text = text;
        Spans = spans;
    }

    /// <summary>The text without marks.</summary>
    public string Text { get; }

    /// <summary>The marked places, in their order.</summary>
    public IReadOnlyList<TextSpan> Spans { get; }

    /// <summary>Takes the marks out of <paramref name="marked"/>.</summary>
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        int position = 0;
        for (int open = marked.IndexOf("[|", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("[|", position, StringComparison.Ordinal))
        {
            int close = marked.IndexOf("|]", open, StringComparison.Ordinal);
            text.Append(marked, position, open - position);
            spans.Add(new TextSpan(text.Length, close - open - 2));
            text.Append(marked, open + 2, close - open - 2);
            position = close + 2;
        }

        return new(text.Append(marked, position, marked.Length - position).ToString(), spans);
    }
}
