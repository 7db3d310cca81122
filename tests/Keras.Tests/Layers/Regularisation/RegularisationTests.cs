using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Regularisation;

/// <summary>The layers that act in training alone.</summary>
public sealed class RegularisationTests
{
    [Theory]
    [InlineData("Dropout", "\"rate\": 0.5, \"noise_shape\": null, \"seed\": null")]
    [InlineData("SpatialDropout1D", "\"rate\": 0.5")]
    [InlineData("SpatialDropout2D", "\"rate\": 0.5, \"data_format\": \"channels_first\"")]
    [InlineData("SpatialDropout3D", "\"rate\": 0.5")]
    [InlineData("GaussianNoise", "\"stddev\": 3")]
    [InlineData("GaussianDropout", "\"rate\": 0.5")]
    [InlineData("AlphaDropout", "\"rate\": 0.5")]
    [InlineData("ActivityRegularization", "\"l1\": 1, \"l2\": 2")]
    [InlineData("Identity", "")]
    [InlineData("RandomFlip", "\"mode\": \"horizontal\"")]
    [InlineData("RandomRotation", "\"factor\": [-0.1, 0.1]")]
    [InlineData("RandomZoom", "\"height_factor\": 0.2")]
    [InlineData("RandomContrast", "\"factor\": 0.2")]
    [InlineData("RandAugment", "")]
    [InlineData("Solarization", "\"value_range\": [0, 255]")]
    public void InputsGoThrough(string className, string config)
    {
        var input = Numbers.Random(1, 2, 4, 3, 2);
        KerasModel.OfLayer(className, config, "null, 4, 3, 2").AssertGives(input, input);
        KerasModel.OfKeras2Layer(className, config, "null, null, null, 2").AssertGives(input, input);
    }

    [Fact]
    public void NothingIsAddedToTheGraph()
    {
        var model = KerasModel.OfLayer("Dropout", "\"rate\": 0.5", "null, 3");
        Assert.DoesNotContain("layer/", System.Text.Encoding.UTF8.GetString(model.Graph.MetaGraph.GraphBytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void ImagesOfBytesBecomeFloatingPoint()
    {
        var input = Numbers.RandomIntegers(2, 256, 1, 3, 3, 3);
        var model = KerasModel.OfLayer("RandomFlip", "", "null, 3, 3, 3", "uint8");
        model.AssertGives(input, input);
        Assert.Equal(DataType.Float, model.Signature.Outputs["layer"].DataType);
    }

    [Theory]
    [InlineData(4, 4, 4, 4, "channels_last")]
    [InlineData(6, 4, 4, 4, "channels_last")]
    [InlineData(4, 9, 4, 3, "channels_last")]
    [InlineData(8, 8, 4, 4, "channels_last")]
    [InlineData(6, 6, 3, 6, "channels_first")]
    [InlineData(5, 7, 8, 8, "channels_first")]
    public void RandomCropTakesTheMiddleAndResizesIt(int height, int width, int targetHeight, int targetWidth, string format)
    {
        bool isFirst = format == "channels_first";
        var images = Numbers.Random(3, 2, height, width, 3);
        int cropHeight = Math.Max(Math.Min(height, (int)((double)width * targetHeight / targetWidth)), 1);
        int cropWidth = Math.Max(Math.Min(width, (int)((double)height * targetWidth / targetHeight)), 1);
        int top = (height - cropHeight) / 2, left = (width - cropWidth) / 2;
        var expected = Numbers.Make([2, targetHeight, targetWidth, 3], at =>
        {
            var (row, rowNext, down) = Between(at[1], targetHeight, cropHeight);
            var (column, columnNext, right) = Between(at[2], targetWidth, cropWidth);
            double Pixel(int y, int x) => images[at[0], top + y, left + x, at[3]];
            return ((1 - down) * (((1 - right) * Pixel(row, column)) + (right * Pixel(row, columnNext)))) + (down * (((1 - right) * Pixel(rowNext, column)) + (right * Pixel(rowNext, columnNext))));
        });
        var model = KerasModel.OfLayer("RandomCrop", $"\"height\": {targetHeight}, \"width\": {targetWidth}, \"data_format\": \"{format}\"", isFirst ? $"null, 3, {height}, {width}" : $"null, {height}, {width}, 3");
        model.AssertGives(isFirst ? ChannelsFirst(expected) : expected, isFirst ? ChannelsFirst(images) : images);
    }

    [Theory]
    [InlineData("", 0, 255)]
    [InlineData("\"value_range\": [0, 255]", 0, 255)]
    [InlineData("\"value_range\": [0, 1]", 0, 1)]
    [InlineData("\"value_range\": [1, -1]", -1, 1)]
    public void AutoContrastStretchesEachChannel(string config, double least, double most)
    {
        var input = Numbers.Random(4, least + (0.2 * (most - least)), least + (0.7 * (most - least)), [2, 4, 3, 3]);
        for (int i = 0; i < 12; i++)
        {
            input[1, i / 3, i % 3, 2] = least;
        }

        var expected = Numbers.Make([2, 4, 3, 3], at =>
        {
            double[] channel = [.. Enumerable.Range(0, 12).Select(i => input[at[0], i / 3, i % 3, at[3]])];
            return channel.Max() == channel.Min() ? input[at] : least + ((input[at] - channel.Min()) / (channel.Max() - channel.Min()) * (most - least));
        });
        KerasModel.OfLayer("AutoContrast", config, "null, 4, 3, 3").AssertGives(expected, input);
    }

    [Theory]
    [InlineData("RandomCrop", "\"height\": 0, \"width\": 3")]
    [InlineData("RandomCrop", "\"height\": 3")]
    [InlineData("RandomCrop", "\"height\": 3, \"width\": -1")]
    [InlineData("RandomCrop", "\"height\": 3, \"width\": 3, \"data_format\": \"sideways\"")]
    [InlineData("AutoContrast", "\"value_range\": [1, 1]")]
    [InlineData("AutoContrast", "\"value_range\": [1, 2, 3]")]
    [InlineData("AutoContrast", "\"value_range\": \"bytes\"")]
    [InlineData("Equalization", "")]
    public void AbsurdConfigurationsAreRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 4, 4, 3"));

    [Theory]
    [InlineData("RandomCrop", "\"height\": 2, \"width\": 2", "null, 4")]
    [InlineData("RandomCrop", "\"height\": 2, \"width\": 2", "null, null, 4, 3")]
    [InlineData("AutoContrast", "", "null, 4")]
    public void AbsurdInputsAreRefused(string className, string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape));

    // Half-pixel centers: target pixel i lies at (i + ½) · from / to − ½.
    private static (int Low, int High, double Part) Between(int i, int to, int from)
    {
        double place = ((i + 0.5) * from / to) - 0.5;
        int low = (int)Math.Floor(place);
        return (Math.Max(low, 0), Math.Min(low + 1, from - 1), place - low);
    }

    private static Numbers ChannelsFirst(Numbers images) => Numbers.Make([images.Shape[0], images.Shape[3], images.Shape[1], images.Shape[2]], at => images[at[0], at[2], at[3], at[1]]);
}
