using System.Globalization;
using System.Text.RegularExpressions;
using FacePipeline;

namespace TypedModels.Tests.Page;

/// <summary>Text can be read on every ground that it stands on, in the light and in the dark: 4.5 : 1, as WCAG 2.1 asks for (1.4.3).</summary>
public partial class StyleTests
{
    private const double Readable = 4.5;

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (string scheme in new[] { "light", "dark", "print" })
            {
                foreach (string text in new[] { "ink", "quiet", "accent" })
                {
                    pairs.Add(scheme, text, "ground");
                    pairs.Add(scheme, text, "surface");
                }

                pairs.Add(scheme, "ink", "shade");
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void TextStandsOutFromItsGround(string scheme, string text, string ground)
    {
        var colours = Schemes()[scheme];

        double contrast = Contrast(colours[text], colours[ground]);

        Assert.True(contrast >= Readable, $"{scheme}: {text} on {ground} has a contrast of {contrast:0.0}, expected at least {Readable}.");
    }

    private static Dictionary<string, Dictionary<string, string>> Schemes()
    {
        using var reader = new StreamReader(typeof(Arguments).Assembly.GetManifestResourceStream("page.css")!);
        var schemes = Scheme().Matches(reader.ReadToEnd())
            .Select(scheme => Colour().Matches(scheme.Groups[1].Value).ToDictionary(colour => colour.Groups[1].Value, colour => colour.Groups[2].Value)).ToList();
        Assert.Equal(3, schemes.Count);
        return new() { ["light"] = schemes[0], ["dark"] = schemes[1], ["print"] = schemes[2] };
    }

    private static double Contrast(string one, string other)
    {
        double[] luminances = [Luminance(one), Luminance(other)];
        return (luminances.Max() + 0.05) / (luminances.Min() + 0.05);
    }

    /// <summary>The relative luminance of WCAG 2.1.</summary>
    private static double Luminance(string colour)
    {
        string digits = colour.Length == 3 ? string.Concat(colour.Select(digit => new string(digit, 2))) : colour;
        double[] parts = [.. Enumerable.Range(0, 3).Select(i => Linear(int.Parse(digits.AsSpan(2 * i, 2), NumberStyles.HexNumber) / 255.0))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    [GeneratedRegex(@":root \{([^}]*)\}")]
    private static partial Regex Scheme();

    [GeneratedRegex("--(\\w+): #([0-9a-f]{3,6});")]
    private static partial Regex Colour();
}
