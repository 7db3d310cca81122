using System.Numerics.Tensors;

namespace FacePipeline.Faces;

/// <summary>How much each face looks like each other: the cosine of the angle between their embeddings, from -1 to 1.</summary>
internal sealed class Similarities
{
    private readonly float[] _cosines;

    private Similarities(int count)
    {
        Count = count;
        _cosines = new float[count * count];
    }

    /// <summary>The number of faces.</summary>
    public int Count { get; }

    /// <summary>The similarity of two faces, by their positions from 0; 0 where an embedding has no direction.</summary>
    public float this[int one, int other] => _cosines[(one * Count) + other];

    /// <summary>Compares every face with every other.</summary>
    public static Similarities Between(IReadOnlyList<Face> faces)
    {
        var similarities = new Similarities(faces.Count);
        for (int one = 0; one < faces.Count; one++)
        {
            for (int other = one; other < faces.Count; other++)
            {
                float cosine = TensorPrimitives.CosineSimilarity(faces[one].Embedding.Span, faces[other].Embedding.Span);
                similarities.Set(one, other, float.IsNaN(cosine) ? 0 : Math.Clamp(cosine, -1, 1));
            }
        }

        return similarities;
    }

    /// <summary>The face that looks most like <paramref name="face"/>, or null when it is the only one.</summary>
    public int? MostAlike(int face)
    {
        int? best = null;
        for (int other = 0; other < Count; other++)
        {
            if (other != face && (best is null || this[face, other] > this[face, best.Value]))
            {
                best = other;
            }
        }

        return best;
    }

    /// <summary>The pairs of faces, the most alike first.</summary>
    public IReadOnlyList<Pair> MostAlikePairs(int most) =>
    [
        .. Enumerable.Range(0, Count)
            .SelectMany(one => Enumerable.Range(one + 1, Count - one - 1).Select(other => new Pair(one, other, this[one, other])))
            .OrderByDescending(pair => pair.Cosine)
            .Take(most),
    ];

    private void Set(int one, int other, float cosine) => _cosines[(one * Count) + other] = _cosines[(other * Count) + one] = cosine;
}

/// <summary>Two faces, by their positions from 0, and how much they look alike.</summary>
internal sealed record Pair(int One, int Other, float Cosine);
