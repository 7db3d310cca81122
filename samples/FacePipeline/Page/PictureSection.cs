using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>The picture with a box around each face.</summary>
internal static class PictureSection
{
    /// <summary>Beyond this many faces, boxes show their numbers only.</summary>
    private const int MostTags = 60;

    /// <summary>A multiple of 3, so that the base64 of each piece joins the next without padding between them.</summary>
    private const int Piece = 3 * 16_384;

    public static void Write(TextWriter writer, FaceReport report)
    {
        string alt = $"{report.Picture.Name}, {report.Width} × {report.Height} pixels, {report.CountOfFaces} marked";
        writer.Write(
            $"""
            <section aria-label="The picture">
            <figure class="picture{(report.Faces.Count > MostTags ? " crowded" : "")}" style="--ratio:{Number((double)report.Width / report.Height)}">
            <div class="frame">
            <svg viewBox="0 0 {report.Width} {report.Height}" role="img" aria-label="{Text(alt)}">
            <image id="picture" width="{report.Width}" height="{report.Height}" preserveAspectRatio="none" href="data:{report.Picture.MediaType};base64,
            """);
        WriteBase64(writer, report.Picture.Bytes);
        writer.Write(
            """
            "/>
            </svg>

            """);

        foreach (var face in report.Faces)
        {
            WriteBox(writer, report, face);
        }

        string credit = report.Picture.Credit is { } text ? $" {Text(text)}" : "";
        writer.Write(
            $"""
            </div>
            <figcaption>{Text(report.Picture.Name)}, {report.Width} × {report.Height} pixels.{credit}</figcaption>
            </figure>
            </section>

            """);
    }

    /// <summary>A box is a link to the face's card, placed in percent of the picture: its border and its tag keep their size on any screen.</summary>
    private static void WriteBox(TextWriter writer, FaceReport report, Face face)
    {
        string place = $"left:{Percent(face.Box.Left, report.Width)};top:{Percent(face.Box.Top, report.Height)};width:{Percent(face.Box.Width, report.Width)};height:{Percent(face.Box.Height, report.Height)}";
        writer.WriteLine(
            $"""<a class="box" href="#face-{face.Number}" style="{place}" aria-label="Face {face.Number}, score {Cosine(face.Score)}"><span class="tag"><b>{face.Number}</b> <span class="score">{Cosine(face.Score)}</span></span></a>""");
    }

    private static void WriteBase64(TextWriter writer, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > Piece; bytes = bytes[Piece..])
        {
            writer.Write(Convert.ToBase64String(bytes[..Piece]));
        }

        writer.Write(Convert.ToBase64String(bytes));
    }

    private static string Percent(double value, double whole) => Number(100 * value / whole) + "%";
}
