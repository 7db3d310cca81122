using System.Numerics.Tensors;
using FacePipeline;
using FacePipeline.Faces;
using TypedModels.Tests.Pictures;

namespace TypedModels.Tests.Running;

/// <summary>The pipeline with doubles of its models: it needs no engine.</summary>
internal static class FakeModels
{
    public const int Width = 400;
    public const int Height = 300;

    /// <summary>A picture for which the doubles stand.</summary>
    public static Picture Picture(string name = "party.png") => FacePipeline.Faces.Picture.From(name, GrayPng.Write(new byte[Height, Width]));

    /// <summary>What the pipeline makes of <paramref name="count"/> faces.</summary>
    public static FaceReport Report(int count, Picture? picture = null)
    {
        using var detector = Detector(count);
        using var embedder = Embedder();
        return Program.FindFaces(detector, embedder, picture ?? Picture(), new Arguments(), new StepClock());
    }

    /// <summary>Finds faces of 8 × 6 pixels, side by side in rows of 20.</summary>
    public static IFaceDetector Detector(int count) => FaceDetector.Fake(detectFile: (_, maxFaces, _) => new()
    {
        Boxes = Tensor.Create(Enumerable.Range(0, count).SelectMany(i => new float[] { 10 * (i / 20), 20 * (i % 20), (10 * (i / 20)) + 6, (20 * (i % 20)) + 8 }).ToArray(), [count, 4]),
        Count = count,
        Image = Tensor.CreateFromShape<byte>([Height, Width, 3]),
        Scores = Tensor.Create(Enumerable.Range(0, count).Select(i => 1 - (i / 1000f)).ToArray(), [count]),
    });

    /// <summary>Gives each face a direction of its own; the last is that of the first again.</summary>
    public static IFaceEmbedder Embedder() => FaceEmbedder.Fake(embedCrops: (boxes, image) =>
    {
        int count = (int)boxes.Lengths[0];
        var embedding = Tensor.CreateFromShape<float>([count, 128]);
        for (int i = 0; i < count; i++)
        {
            int direction = i == count - 1 ? 0 : i;
            embedding[i, direction % 128] = direction < 128 ? 1 : -1;
        }

        return new() { Embedding = embedding };
    });
}
