using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>A card for each face: the crop, the score, the embedding, who it looks like.</summary>
internal static class FacesSection
{
    public static void Write(TextWriter writer, FaceReport report)
    {
        float largest = EmbeddingStrip.Largest(report.Faces);
        writer.Write(
            """
            <section aria-labelledby="faces">
            <h2 id="faces">Faces</h2>
            <ol class="cards">

            """);
        foreach (var face in report.Faces)
        {
            writer.Write(
                $"""
                <li class="card" id="face-{face.Number}">
                {FaceCrop.Of(face)}
                <div>
                <h3>Face {face.Number}</h3>
                <p>Score <b>{Cosine(face.Score)}</b></p>
                {MostAlike(report, face)}</div>
                {EmbeddingStrip.Of(face, largest)}
                </li>

                """);
        }

        writer.Write(
            $"""
            </ol>
            <p class="note">The bars are the {report.Faces[0].Embedding.Length} numbers that the embedder gives for a face, positive up, negative down.{Parts(report.PartsLeftOut)}</p>
            </section>

            """);
    }

    private static string Parts(int leftOut) => leftOut switch
    {
        0 => "",
        1 => " One more box lay within a larger one and counts as a part of that face.",
        _ => $" {leftOut} more boxes lay within larger ones and count as parts of those faces.",
    };

    private static string MostAlike(FaceReport report, Face face) => report.Similarities.MostAlike(face.Index) is { } other
        ? $"""
            <p>Most like <a href="#face-{other + 1}">face {other + 1}</a> <b>{Cosine(report.Similarities[face.Index, other])}</b></p>

            """
        : "";
}
