using System.Numerics.Tensors;
using System.Text;
using FacePipeline.Faces;
using static FacePipeline.Page.Markup;

namespace FacePipeline.Page;

/// <summary>An embedding as a row of bars: up for positive numbers, down for negative ones, all strips of a page to one scale.</summary>
internal static class EmbeddingStrip
{
    private const double HalfHeight = 16;

    /// <summary>The strip of a face.</summary>
    /// <param name="face">The face.</param>
    /// <param name="largest">The largest absolute value among all embeddings of the page.</param>
    public static string Of(Face face, float largest)
    {
        var up = new StringBuilder();
        var down = new StringBuilder();
        var numbers = face.Embedding.Span;
        for (int i = 0; i < numbers.Length; i++)
        {
            double height = Math.Round(HalfHeight * numbers[i] / largest, 1);
            if (height != 0)
            {
                (height > 0 ? up : down).Append($"M{i} 0h.8v{Number(-height)}h-.8z");
            }
        }

        return $"""
            <svg class="strip" viewBox="0 {-HalfHeight} {numbers.Length} {2 * HalfHeight}" preserveAspectRatio="none" role="img" aria-label="The {numbers.Length} numbers of face {face.Number}"><path class="up" d="{up}"/><path class="down" d="{down}"/></svg>
            """;
    }

    /// <summary>The largest absolute value among the embeddings; 1 when there is none but zeros.</summary>
    public static float Largest(IReadOnlyList<Face> faces)
    {
        float largest = faces.Max(face => TensorPrimitives.MaxMagnitude(face.Embedding.Span));
        largest = Math.Abs(largest);
        return largest > 0 ? largest : 1;
    }
}
