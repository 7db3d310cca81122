using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Operations;

/// <summary>Operations of images.</summary>
public sealed class ImageOperationTests
{
    [Theory]
    [InlineData("bilinear", "channels_last")]
    [InlineData("bilinear", "channels_first")]
    [InlineData("nearest", "channels_last")]
    public void ImagesAreResized(string method, string format)
    {
        bool isFirst = format == "channels_first";
        var images = Numbers.Random(1, 2, 4, 6, 3);
        var expected = Numbers.Make([2, 8, 3, 3], at => method == "nearest" ? images[at[0], at[1] / 2, (at[2] * 2) + 1, at[3]] : Between(images, at, (at[1] + 0.5) / 2 - 0.5, (at[2] * 2) + 0.5));
        OperationModel.OfKeras3("Resize", $"\"size\": [8, 3], \"interpolation\": \"{method}\", \"data_format\": \"{format}\"", "$0", isFirst ? "float32 null, 3, 4, 6" : "float32 null, 4, 6, 3")
            .AssertGives(isFirst ? First(expected) : expected, isFirst ? First(images) : images);
        if (!isFirst)
        {
            OperationModel.OfTensorFlow("image.resize", $"[\"x0\",0,0,{{\"size\":[8,3],\"method\":\"{method}\"}}]", "float32 null, null, null, 3").AssertGives(expected, images);
        }
    }

    [Fact]
    public void ColoursBecomeGrey()
    {
        var images = Numbers.Random(2, 2, 4, 3, 3);
        OperationModel.OfKeras3("RGBToGrayscale", "", "$0", "float32 null, 4, 3, 3")
            .AssertGives(Numbers.Make([2, 4, 3, 1], at => (0.2989 * images[at[0], at[1], at[2], 0]) + (0.587 * images[at[0], at[1], at[2], 1]) + (0.114 * images[at[0], at[1], at[2], 2])), images);
    }

    [Fact]
    public void ImagesAreStandardised()
    {
        var images = Numbers.Random(3, 2, 4, 3, 3);
        var expected = Numbers.Make([2, 4, 3, 3], at =>
        {
            double[] image = [.. images.Elements.Skip(at[0] * 36).Take(36)];
            double mean = image.Average();
            return (images[at] - mean) / Math.Sqrt(image.Average(x => (x - mean) * (x - mean)));
        });
        OperationModel.OfTensorFlow("image.per_image_standardization", """["x0",0,0,{}]""", "float32 null, null, 3, 3").AssertGives(expected, images);
    }

    [Theory]
    [InlineData("\"size\": [0, 3]")]
    [InlineData("\"size\": [-1, 3]")]
    [InlineData("\"size\": [3]")]
    [InlineData("\"size\": [3, 3], \"interpolation\": \"lanczos5\"")]
    [InlineData("\"size\": [3, 3], \"antialias\": true")]
    [InlineData("\"size\": [3, 3], \"data_format\": \"sideways\"")]
    [InlineData("\"size\": \"small\"")]
    public void AbsurdSizesAreRefused(string config) => Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3("Resize", config, "$0", "float32 null, 4, 4, 3"));

    private static double Between(Numbers images, int[] at, double row, double column)
    {
        int top = (int)Math.Floor(row), left = (int)Math.Floor(column);
        double down = row - top, right = column - left;
        double Pixel(int y, int x) => images[at[0], Math.Clamp(y, 0, 3), Math.Clamp(x, 0, 5), at[3]];
        return ((1 - down) * (((1 - right) * Pixel(top, left)) + (right * Pixel(top, left + 1)))) + (down * (((1 - right) * Pixel(top + 1, left)) + (right * Pixel(top + 1, left + 1))));
    }

    private static Numbers First(Numbers images) => Numbers.Make([images.Shape[0], images.Shape[3], images.Shape[1], images.Shape[2]], at => images[at[0], at[2], at[3], at[1]]);
}
