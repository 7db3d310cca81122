using System.Numerics.Tensors;
using System.Text.Json;
using FacePipeline;

namespace TypedModels.Tests.Readme;

/// <summary>The code of the README that is no program of its own, compiled and run.</summary>
internal static class Snippets
{
    public static float[] IntoBuffers(IFaceEmbedder embedder, FaceDetector.DetectFileResult faces)
    {
        float[] numbers = new float[20 * 128];
        var sizes = embedder.EmbedCropsInto(numbers, boxes: faces.Boxes, image: faces.Image);
        ReadOnlySpan<float> first = numbers.AsSpan(0, (int)sizes.Embedding[1]);
        return first.ToArray();
    }

    public static FaceDetector.DetectFileResult Faked(byte[] picture)
    {
        using var detector = FaceDetector.Fake(detectFile: (file, maxFaces, threshold) => new()
        {
            Boxes = Tensor.Create<float>([40, 30, 90, 80], [1, 4]),
            Count = 1,
            Image = Tensor.CreateFromShape<byte>([120, 160, 3]),
            Scores = Tensor.Create<float>([0.97f], [1]),
        });
        return detector.DetectFile(picture, maxFaces: 20, threshold: 0.8f);
    }

    public static string AsJson(FaceEmbedder.EmbedCropsResult people)
    {
        string json = JsonSerializer.Serialize(people, FaceEmbedder.Json.TypeInfo<FaceEmbedder.EmbedCropsResult>());
        return json;
    }
}
