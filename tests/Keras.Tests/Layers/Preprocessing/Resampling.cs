using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary>Pictures in another size, pixel by pixel: each is the mean of those around its place, weighted by the interpolation's kernel.</summary>
internal static class Resampling
{
    public static Numbers Resize(Numbers input, int height, int width, string interpolation, bool antialias = false)
    {
        var (rows, columns) = (Weights(input.Shape[1], height, interpolation, antialias), Weights(input.Shape[2], width, interpolation, antialias));
        return Numbers.Make([input.Shape[0], height, width, input.Shape[3]], at =>
        {
            double sum = 0;
            for (int y = 0; y < input.Shape[1]; y++)
            {
                for (int x = 0; x < input.Shape[2]; x++)
                {
                    sum += rows[at[1], y] * columns[at[2], x] * input[at[0], y, x, at[3]];
                }
            }

            return sum;
        });
    }

    /// <summary>A part of pictures.</summary>
    public static Numbers Part(Numbers input, int top, int left, int height, int width) => Numbers.Make([input.Shape[0], height, width, input.Shape[3]], at => input[at[0], at[1] + top, at[2] + left, at[3]]);

    /// <summary>The part of a ratio in the middle of pictures.</summary>
    public static Numbers MiddleOf(Numbers input, int height, int width)
    {
        int rows = Math.Min(input.Shape[1], input.Shape[2] * height / width), columns = Math.Min(input.Shape[2], input.Shape[1] * width / height);
        return Part(input, (input.Shape[1] - rows) / 2, (input.Shape[2] - columns) / 2, rows, columns);
    }

    private static double[,] Weights(int from, int to, string interpolation, bool antialias)
    {
        var weights = new double[to, from];
        double scale = (double)from / to;
        for (int i = 0; i < to; i++)
        {
            double place = (i + 0.5) * scale;
            double sum = 0;
            for (int k = 0; k < from; k++)
            {
                double weight = interpolation switch
                {
                    "nearest" => k == Math.Min((int)Math.Floor(place), from - 1) ? 1 : 0,
                    "area" => Math.Max(0, Math.Min((i + 1) * scale, k + 1) - Math.Max(i * scale, k)),
                    _ => Kernel(interpolation, Math.Abs(k + 0.5 - place) / (antialias ? Math.Max(scale, 1) : 1)),
                };
                weights[i, k] = weight;
                sum += weight;
            }

            for (int k = 0; k < from; k++)
            {
                weights[i, k] /= sum;
            }
        }

        return weights;
    }

    private static double Kernel(string interpolation, double x) => interpolation switch
    {
        "bilinear" => Math.Max(0, 1 - x),
        "bicubic" => x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2 : 0,
        "mitchellcubic" => x < 1 ? (((7 / 6.0 * x) - 2) * x * x) + (8 / 9.0) : x < 2 ? (((((-7 / 18.0 * x) + 2) * x) - (10 / 3.0)) * x) + (16 / 9.0) : 0,
        "gaussian" => x < 1.5 ? Math.Exp(-2 * x * x) : 0,
        "lanczos3" => Lanczos(x, 3),
        _ => Lanczos(x, 5),
    };

    private static double Lanczos(double x, int radius) => x > radius ? 0 : x <= 1e-3 ? 1 : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x);
}
