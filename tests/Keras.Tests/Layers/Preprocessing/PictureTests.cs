using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>Resizing</c> and <c>CenterCrop</c>.</summary>
public sealed class PictureTests
{
    public static TheoryData<string, bool, int, int, int, int> Sizes()
    {
        var data = new TheoryData<string, bool, int, int, int, int>();
        foreach (string interpolation in (string[])["bilinear", "nearest", "area", "bicubic", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"])
        {
            // Of other ratios TensorFlow looks cubic weights up in a coarse table.
            bool isCoarse = interpolation == "bicubic";
            data.Add(interpolation, false, 4, 4, isCoarse ? 8 : 7, isCoarse ? 2 : 3);
            data.Add(interpolation, false, 8, 5, isCoarse ? 4 : 3, isCoarse ? 10 : 11);
            data.Add(interpolation, false, 4, 5, 4, 5);
            data.Add(interpolation, interpolation is not ("nearest" or "area"), 7, 9, 3, 4);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void PicturesAreMadeLargerAndSmaller(string interpolation, bool antialias, int height, int width, int newHeight, int newWidth)
    {
        var input = Numbers.Random(1, 2, height, width, 3);
        var expected = Resampling.Resize(input, newHeight, newWidth, interpolation, antialias);
        string config = $"\"height\": {newHeight}, \"width\": {newWidth}, \"interpolation\": \"{interpolation}\", \"antialias\": {(antialias ? "true" : "false")}";
        var model = KerasModel.OfLayer("Resizing", config, $"null, {height}, {width}, 3");
        Assert.Equal($"[?, {newHeight}, {newWidth}, 3]", model.Signature.Outputs["layer"].Shape.ToString());

        // What is known to have the size already is left alone, whatever the kernel would make of it.
        model.AssertGives((height, width) == (newHeight, newWidth) ? input : expected, input);
        model = KerasModel.OfKeras2Layer("Resizing", config.Replace($"\"{interpolation}\"", $"\"{interpolation.ToUpperInvariant()}\""), "null, null, null, 3");
        Assert.Equal($"[?, {newHeight}, {newWidth}, 3]", model.Signature.Outputs["layer"].Shape.ToString());
        model.AssertGives(expected, input);
    }

    [Theory]
    [InlineData("null, 5, 9, 2")]
    [InlineData("null, null, null, 2")]
    public void WhatIsTooMuchIsCutOff(string shape)
    {
        foreach (var (height, width) in ((int, int)[])[(4, 4), (6, 3), (2, 7)])
        {
            var input = Numbers.Random(2, 2, 5, 9, 2);
            var expected = Resampling.Resize(Resampling.MiddleOf(input, height, width), height, width, "bilinear");
            string config = $"\"height\": {height}, \"width\": {width}, \"crop_to_aspect_ratio\": true";
            KerasModel.OfLayer("Resizing", config, shape).AssertGives(expected, input);
            KerasModel.OfKeras2Layer("Resizing", config, shape).AssertGives(expected, input);
        }
    }

    [Theory]
    [InlineData("null, 5, 9, 2", 4, 4)]
    [InlineData("null, null, null, 2", 4, 4)]
    [InlineData("null, 5, 9, 2", 2, 8)]
    public void WhatIsMissingIsAdded(string shape, int height, int width)
    {
        var input = Numbers.Random(3, 2, 5, 9, 2);
        int rows = (Math.Max(5, 9 * height / width) - 5) / 2, columns = (Math.Max(9, 5 * width / height) - 9) / 2;
        var padded = Numbers.Make([2, 5 + (2 * rows), 9 + (2 * columns), 2], at =>
            at[1] >= rows && at[1] < rows + 5 && at[2] >= columns && at[2] < columns + 9 ? input[at[0], at[1] - rows, at[2] - columns, at[3]] : 0.5);
        var model = KerasModel.OfLayer("Resizing", $"\"height\": {height}, \"width\": {width}, \"pad_to_aspect_ratio\": true, \"fill_mode\": \"constant\", \"fill_value\": 0.5", shape);
        Assert.Equal($"[?, {height}, {width}, 2]", model.Signature.Outputs["layer"].Shape.ToString());
        model.AssertGives(Resampling.Resize(padded, height, width, "bilinear"), input);
    }

    [Fact]
    public void Keras3KeepsWholeNumbersAndKeras2DoesNot()
    {
        var input = Numbers.RandomIntegers(4, 256, 1, 4, 4, 1);
        var expected = Resampling.Resize(input, 8, 8, "bicubic");
        var model = KerasModel.OfLayer("Resizing", "\"height\": 8, \"width\": 8, \"interpolation\": \"bicubic\"", "null, 4, 4, 1", "uint8");
        Assert.Equal(DataType.UInt8, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(expected.Map(value => Math.Min(255, Math.Max(0, Math.Round(value, MidpointRounding.ToEven)))), input);
        model = KerasModel.OfKeras2Layer("Resizing", "\"height\": 8, \"width\": 8, \"interpolation\": \"bicubic\"", "null, 4, 4, 1", "uint8");
        Assert.Equal(DataType.Float, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(expected, input);
    }

    [Fact]
    public void ChannelsMayStandFirstAndPicturesAlone()
    {
        var input = Numbers.Random(5, 2, 3, 4, 6);
        var turned = Numbers.Make([2, 4, 6, 3], at => input[at[0], at[3], at[1], at[2]]);
        var resized = Resampling.Resize(turned, 2, 3, "bilinear");
        KerasModel.OfLayer("Resizing", "\"height\": 2, \"width\": 3, \"data_format\": \"channels_first\"", "null, 3, null, 6").AssertGives(Numbers.Make([2, 3, 2, 3], at => resized[at[0], at[2], at[3], at[1]]), input);
        KerasModel.OfLayer("CenterCrop", "\"height\": 2, \"width\": 3, \"data_format\": \"channels_first\"", "null, 3, 4, 6").AssertGives(Numbers.Make([2, 3, 2, 3], at => input[at[0], at[1], at[2] + 1, at[3] + 1]), input);
        var single = Numbers.Random(6, 4, 6, 2);
        var alone = Resampling.Resize(new Numbers([1, 4, 6, 2], single.Elements), 2, 3, "bilinear");
        KerasModel.OfLayer("Resizing", "\"height\": 2, \"width\": 3", "null, 6, 2").AssertGives(new Numbers([2, 3, 2], alone.Elements), single);
    }

    [Theory]
    [InlineData("null, 6, 7, 2", 6, 7)]
    [InlineData("null, null, null, 2", 6, 7)]
    [InlineData("null, 3, 7, 2", 3, 7)]
    [InlineData("null, null, 7, 2", 3, 7)]
    [InlineData("null, null, null, 2", 2, 2)]
    [InlineData("null, 4, 4, 2", 4, 4)]
    public void TheMiddleIsCutOutOrMadeLarger(string shape, int height, int width)
    {
        var input = Numbers.Random(7, 2, height, width, 2);
        var expected = height >= 4 && width >= 4 ? Resampling.Part(input, (height - 4) / 2, (width - 4) / 2, 4, 4) : Resampling.Resize(Resampling.MiddleOf(input, 4, 4), 4, 4, "bilinear");
        foreach (var model in (KerasModel[])[KerasModel.OfLayer("CenterCrop", "\"height\": 4, \"width\": 4", shape), KerasModel.OfKeras2Layer("CenterCrop", "\"height\": 4, \"width\": 4", shape)])
        {
            Assert.Equal("[?, 4, 4, 2]", model.Signature.Outputs["layer"].Shape.ToString());
            model.AssertGives(expected, input);
        }
    }

    [Fact]
    public void NoPicturesGiveNone()
    {
        var none = new Numbers([0, 6, 7, 2]);
        KerasModel.OfLayer("CenterCrop", "\"height\": 4, \"width\": 4", "null, 6, 7, 2").AssertGives(new Numbers([0, 4, 4, 2]), none);
        KerasModel.OfLayer("Resizing", "\"height\": 4, \"width\": 4", "null, 6, 7, 2").AssertGives(new Numbers([0, 4, 4, 2]), none);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"height\": 4")]
    [InlineData("\"height\": 0, \"width\": 4")]
    [InlineData("\"height\": 4, \"width\": -4")]
    [InlineData("\"height\": 4, \"width\": [4]")]
    [InlineData("\"height\": 4, \"width\": 99999999999")]
    [InlineData("\"height\": 4, \"width\": 4, \"interpolation\": \"best\"")]
    [InlineData("\"height\": 4, \"width\": 4, \"interpolation\": 3")]
    [InlineData("\"height\": 4, \"width\": 4, \"data_format\": \"middle\"")]
    [InlineData("\"height\": 4, \"width\": 4, \"pad_to_aspect_ratio\": true, \"crop_to_aspect_ratio\": true")]
    [InlineData("\"height\": 4, \"width\": 4, \"pad_to_aspect_ratio\": true, \"fill_mode\": \"reflect\"")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("Resizing", config, "null, 5, 6, 3");

    [Theory]
    [InlineData("null, 4", "float32")]
    [InlineData("null, 4, 4, 4, 4", "float32")]
    [InlineData("null, 5, 6, 3", "string")]
    public void WhatIsNoPictureIsRefused(string shape, string type)
    {
        Refusals.AssertRefused("Resizing", "\"height\": 4, \"width\": 4", shape, type);
        Refusals.AssertRefused("CenterCrop", "\"height\": 4, \"width\": 4", shape, type);
    }
}
