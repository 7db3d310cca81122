using System.Globalization;
using System.Text.Encodings.Web;

namespace FacePipeline.Page;

/// <summary>Values as they are written in HTML and CSS.</summary>
internal static class Markup
{
    /// <summary>A text in which nothing is markup, between tags or in a quoted attribute.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>A number for CSS and SVG: a point, no exponent, no more digits than a screen can show.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A score or a cosine for people, with a real minus sign.</summary>
    public static string Cosine(float value)
    {
        string text = Math.Abs(value).ToString("0.00", CultureInfo.InvariantCulture);
        return value < 0 && text != "0.00" ? "\u2212" + text : text;
    }

    /// <summary>A time for people.</summary>
    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";
}
