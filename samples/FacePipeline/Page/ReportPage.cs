using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>The page: one HTML file that needs no network, no script and no other file.</summary>
internal static class ReportPage
{
    private static string Style { get; } = ReadStyle();

    /// <summary>Writes the page; the picture is in it once, with exactly its bytes.</summary>
    public static void Write(TextWriter writer, FaceReport report)
    {
        writer.Write(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{Text(report.Picture.Name)}: {report.CountOfFaces}</title>
            <style>
            {Style}</style>
            </head>
            <body>
            <header>
            <p class="eyebrow">FacePipeline</p>
            <h1>{Heading(report)}</h1>
            <p class="lead">{Lead(report)}</p>
            </header>
            <main>

            """);

        PictureSection.Write(writer, report);
        if (report.Faces.Count > 0)
        {
            FacesSection.Write(writer, report);
        }

        if (report.Faces.Count > 1)
        {
            SimilaritySection.Write(writer, report);
        }

        MakingSection.Write(writer, report);
        writer.Write(
            """
            </main>
            </body>
            </html>

            """);
    }

    private static string Heading(FaceReport report)
    {
        string count = report.CountOfFaces;
        return $"{char.ToUpperInvariant(count[0])}{count[1..]} in {Text(report.Picture.Name)}";
    }

    private static string Lead(FaceReport report)
    {
        if (report.Faces.Count == 0)
        {
            return $"No part of the picture reached the score of {Cosine(report.Threshold)}. A lower <code>--threshold</code> finds more, and errs more often.";
        }

        if (report.Faces.Count == 1)
        {
            return $"Found with a score of {Cosine(report.Faces[0].Score)}. With one face there is nobody to compare it with.";
        }

        var pair = report.Similarities.MostAlikePairs(1)[0];
        return $"""<a href="#face-{pair.One + 1}">Face {pair.One + 1}</a> and <a href="#face-{pair.Other + 1}">face {pair.Other + 1}</a> look most alike: their similarity is {Cosine(pair.Cosine)}.""";
    }

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("page.css")!);
        return reader.ReadToEnd();
    }
}
