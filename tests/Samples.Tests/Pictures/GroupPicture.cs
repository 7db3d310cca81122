using System.Runtime.InteropServices;
using System.Text.Json;

namespace TypedModels.Tests.Pictures;

/// <summary>
/// Makes <c>samples/FacePipeline/pictures/group.png</c>: the six faces of <c>models/answers/face_embedder.json</c> (25 × 25 gray numbers each, of scikit-image's <c>lfw_subset</c>),
/// enlarged and set on a plain ground, some a second time in another guise, so that it shows who looks like whom.
/// </summary>
internal static class GroupPicture
{
    private const int FaceSize = 25;
    private const int Enlarged = 96;
    private const int Spacing = 180;
    private const float Ground = 0.6f;
    private const float Squareness = 3.5f;
    private const float FadeStart = 0.56f;
    private const float FadeEnd = 0.86f;

    /// <summary>What stands in the picture, row by row.</summary>
    private static Portrait[][] Rows { get; } =
    [
        [new(0), new(1), new(2), new(3, Light: 1.8f)],
        [new(4), new(0, IsMirrored: true), new(5), new(2, Light: 1.25f)],
    ];

    /// <summary>The picture's pixels, [height, width].</summary>
    public static byte[,] Make(string answers)
    {
        float[] faces = ReadFaces(answers);
        int height = Rows.Length * Spacing;
        int width = Rows[0].Length * Spacing;
        byte[,] pixels = new byte[height, width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                pixels[y, x] = (byte)Math.Round(255 * Math.Clamp(Shade(faces, y, x), 0, 1));
            }
        }

        return pixels;
    }

    private static float Shade(float[] faces, int y, int x)
    {
        int row = Math.Clamp(y / Spacing, 0, Rows.Length - 1);
        int column = Math.Clamp(x / Spacing, 0, Rows[0].Length - 1);
        float down = (y + 0.5f - (row * Spacing) - (Spacing / 2f)) / Enlarged;
        float across = (x + 0.5f - (column * Spacing) - (Spacing / 2f)) / Enlarged;
        float presence = Presence(down, across);
        if (presence == 0)
        {
            return Ground;
        }

        var portrait = Rows[row][column];
        var face = faces.AsSpan(portrait.Face * FaceSize * FaceSize, FaceSize * FaceSize);
        float value = portrait.Light * Smooth(face, ((down + 0.5f) * FaceSize) - 0.5f, (((portrait.IsMirrored ? -across : across) + 0.5f) * FaceSize) - 0.5f);
        return Ground + (presence * (value - Ground));
    }

    /// <summary>1 on the face, 0 on the ground, and a smooth step from one to the other around it. Distances are in faces from its middle.</summary>
    private static float Presence(float down, float across)
    {
        float distance = MathF.Pow(MathF.Pow(MathF.Abs(down), Squareness) + MathF.Pow(MathF.Abs(across), Squareness), 1 / Squareness);
        float t = Math.Clamp((FadeEnd - distance) / (FadeEnd - FadeStart), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>The value between the pixels: cubic convolution (Keys 1981, a = −1/2) over the 4 × 4 around it.</summary>
    private static float Smooth(ReadOnlySpan<float> face, float down, float across)
    {
        int y = (int)MathF.Floor(down);
        int x = (int)MathF.Floor(across);
        float sum = 0;
        for (int dy = -1; dy <= 2; dy++)
        {
            for (int dx = -1; dx <= 2; dx++)
            {
                float value = face[(Mirror(y + dy) * FaceSize) + Mirror(x + dx)];
                sum += value * Weight(down - (y + dy)) * Weight(across - (x + dx));
            }
        }

        return sum;
    }

    /// <summary>What lies outside of a face is the face mirrored at its edge.</summary>
    private static int Mirror(int position) => position < 0 ? -1 - position : position >= FaceSize ? (2 * FaceSize) - 1 - position : position;

    private static float Weight(float distance)
    {
        float d = MathF.Abs(distance);
        return d switch
        {
            <= 1 => (((1.5f * d) - 2.5f) * d * d) + 1,
            < 2 => (((((-0.5f * d) + 2.5f) * d) - 4) * d) + 2,
            _ => 0,
        };
    }

    private static float[] ReadFaces(string answers)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(answers));
        var batch = document.RootElement.GetProperty("cases").EnumerateArray().First(entry => entry.GetProperty("signature").GetString() == "serving_default");
        byte[] data = batch.GetProperty("inputs").GetProperty("face").GetProperty("data").GetBytesFromBase64();
        return MemoryMarshal.Cast<byte, float>(data).ToArray();
    }

    /// <summary>A face in the picture.</summary>
    /// <param name="Face">Which of the six.</param>
    /// <param name="IsMirrored">Whether left and right change places.</param>
    /// <param name="Light">How much brighter it is than the original.</param>
    private sealed record Portrait(int Face, bool IsMirrored = false, float Light = 1);
}
