using System.Numerics.Tensors;

namespace FacePipeline.Faces;

/// <summary>A face that was found, and the numbers that describe it.</summary>
/// <param name="Index">Its position among the faces, from 0: the best score comes first.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
/// <param name="Embedding">The embedder's numbers; together a vector of length 1.</param>
internal sealed record Face(int Index, Box Box, float Score, ReadOnlyMemory<float> Embedding)
{
    /// <summary>Its number for people, from 1.</summary>
    public int Number => Index + 1;

    /// <summary>Puts together what the two models say of each face.</summary>
    /// <param name="boxes">[n, 4]: top, left, bottom, right.</param>
    /// <param name="scores">[n].</param>
    /// <param name="embeddings">[n, 128].</param>
    public static IReadOnlyList<Face> Each(Tensor<float> boxes, Tensor<float> scores, Tensor<float> embeddings)
    {
        int length = (int)embeddings.Lengths[1];
        float[] numbers = new float[embeddings.FlattenedLength];
        embeddings.FlattenTo(numbers);
        return
        [
            .. Enumerable.Range(0, (int)scores.Lengths[0]).Select(i =>
                new Face(i, new Box(boxes[i, 0], boxes[i, 1], boxes[i, 2], boxes[i, 3]), scores[i], numbers.AsMemory(i * length, length))),
        ];
    }
}
