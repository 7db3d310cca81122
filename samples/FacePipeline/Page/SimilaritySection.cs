using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>Who looks like whom: a table of every face with every other, or the most alike pairs where that table would be too large to read.</summary>
internal static class SimilaritySection
{
    private const int MostInTable = 24;
    private const int MostPairs = 50;

    public static void Write(TextWriter writer, FaceReport report)
    {
        writer.Write(
            """
            <section aria-labelledby="similarity">
            <h2 id="similarity">Who looks like whom</h2>

            """);
        if (report.Faces.Count <= MostInTable)
        {
            WriteTable(writer, report);
        }
        else
        {
            WritePairs(writer, report);
        }

        writer.Write(
            """
            <p class="note">The similarity is the cosine of the angle between two embeddings: 1 for the same direction, 0 for nothing in common. The stronger the colour, the more alike; a frame marks the best of each row.</p>
            </section>

            """);
    }

    private static void WriteTable(TextWriter writer, FaceReport report)
    {
        writer.Write(
            """
            <div class="scroll" tabindex="0" role="region" aria-labelledby="similarity">
            <table class="similarity">
            <thead>
            <tr><td></td>
            """);
        foreach (var face in report.Faces)
        {
            writer.Write($"""<th scope="col">{FaceCrop.Decoration(face)}<span>{face.Number}</span></th>""");
        }

        writer.Write(
            """
            </tr>
            </thead>
            <tbody>

            """);
        foreach (var face in report.Faces)
        {
            writer.Write($"""<tr><th scope="row"><a href="#face-{face.Number}">{FaceCrop.Decoration(face)}<span>Face {face.Number}</span></a></th>""");
            int? best = report.Similarities.MostAlike(face.Index);
            for (int other = 0; other < report.Faces.Count; other++)
            {
                writer.Write(Cell(report.Similarities[face.Index, other], isItself: other == face.Index, isBest: other == best));
            }

            writer.WriteLine("</tr>");
        }

        writer.Write(
            """
            </tbody>
            </table>
            </div>

            """);
    }

    private static void WritePairs(TextWriter writer, FaceReport report)
    {
        writer.Write(
            $"""
            <p>The most alike of all {report.Faces.Count * (report.Faces.Count - 1) / 2} pairs:</p>
            <ol class="pairs">

            """);
        foreach (var pair in report.Similarities.MostAlikePairs(MostPairs))
        {
            var (one, other) = (report.Faces[pair.One], report.Faces[pair.Other]);
            writer.WriteLine(
                $"""<li style="--alike:{Shade(pair.Cosine)}"><a href="#face-{one.Number}">{FaceCrop.Decoration(one)}{one.Number}</a> <a href="#face-{other.Number}">{FaceCrop.Decoration(other)}{other.Number}</a> <b>{Cosine(pair.Cosine)}</b></li>""");
        }

        writer.WriteLine("</ol>");
    }

    private static string Cell(float cosine, bool isItself, bool isBest) => isItself
        ? """<td class="itself"><span aria-label="itself">·</span></td>"""
        : $"""<td{(isBest ? " class=\"best\"" : "")} style="--alike:{Shade(cosine)}">{Cosine(cosine)}</td>""";

    /// <summary>How strong the colour of a field is, in percent; what is not alike stays plain.</summary>
    private static string Shade(float cosine) => Number(Math.Round(100 * Math.Max(0, cosine))) + "%";
}
