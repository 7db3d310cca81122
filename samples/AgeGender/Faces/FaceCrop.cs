using System.Numerics.Tensors;

namespace AgeGender.Faces;

/// <summary>Cuts a face out of a picture and makes it as large as the network wants it.</summary>
internal static class FaceCrop
{
    /// <summary>The edge that the network was made for.</summary>
    public const int Edge = 32;

    /// <summary>The numbers of a picture of one, which every face adds to on each side: hair and chin help.</summary>
    private const float Margin = 0.2f;

    /// <summary>The face, with linear interpolation between pixels.</summary>
    /// <param name="image">[height, width, 3] or [1, height, width, 3], 0 to 255.</param>
    /// <param name="box">Where the face is.</param>
    /// <returns>[1, 32, 32, 3], row by row, from −1 to 1.</returns>
    public static float[] Of(Tensor<byte> image, Box box)
    {
        int rank = image.Rank;
        int height = (int)image.Lengths[rank - 3], width = (int)image.Lengths[rank - 2];
        byte[] pixels = new byte[image.FlattenedLength];
        image.FlattenTo(pixels);
        var wide = box.Grow(Margin);
        float[] face = new float[Edge * Edge * 3];
        for (int y = 0; y < Edge; y++)
        {
            float top = Math.Clamp((wide.Top + ((wide.Bottom - wide.Top) * (y + 0.5f) / Edge)) - 0.5f, 0, height - 1);
            for (int x = 0; x < Edge; x++)
            {
                float left = Math.Clamp((wide.Left + ((wide.Right - wide.Left) * (x + 0.5f) / Edge)) - 0.5f, 0, width - 1);
                for (int channel = 0; channel < 3; channel++)
                {
                    face[(((y * Edge) + x) * 3) + channel] = (Between(pixels, width, height, top, left, channel) / 127.5f) - 1;
                }
            }
        }

        return face;
    }

    private static float Between(byte[] pixels, int width, int height, float top, float left, int channel)
    {
        int y = (int)top, x = (int)left;
        int below = Math.Min(y + 1, height - 1), right = Math.Min(x + 1, width - 1);
        float Pixel(int row, int column) => pixels[(((row * width) + column) * 3) + channel];
        float upper = Pixel(y, x) + ((Pixel(y, right) - Pixel(y, x)) * (left - x));
        float lower = Pixel(below, x) + ((Pixel(below, right) - Pixel(below, x)) * (left - x));
        return upper + ((lower - upper) * (top - y));
    }
}
