using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary><c>Conv1DTranspose</c>, <c>Conv2DTranspose</c>, <c>Conv3DTranspose</c>.</summary>
public sealed class TransposedConvolutionTests
{
    // The lengths are those of Keras's documentation: (i − 1)·s + max(k, s), i·s; with an output padding p (i − 1)·s + k + p, (i − 1)·s + k % 2 + p.
    [Theory]
    [InlineData("valid", 3, 1, 1, -1, 5, 7)]
    [InlineData("valid", 3, 2, 1, -1, 5, 11)]
    [InlineData("valid", 2, 3, 1, -1, 5, 15)]
    [InlineData("same", 3, 2, 1, -1, 5, 10)]
    [InlineData("same", 2, 3, 1, -1, 5, 15)]
    [InlineData("same", 4, 3, 1, -1, 5, 15)]
    [InlineData("valid", 3, 2, 1, 1, 5, 12)]
    [InlineData("same", 3, 2, 1, 0, 5, 9)]
    [InlineData("same", 3, 2, 1, 1, 5, 10)]
    [InlineData("same", 4, 3, 1, 1, 5, 13)]
    [InlineData("valid", 3, 1, 2, -1, 5, 9)]
    [InlineData("same", 3, 1, 2, -1, 5, 5)]
    [InlineData("same", 3, 1, 2, 0, 5, 5)]
    public void LengthsAreThoseOfKeras(string padding, int size, int stride, int rate, int outputPadding, int length, int expected)
    {
        string config = $"\"filters\": 2, \"kernel_size\": {size}, \"strides\": {stride}, \"dilation_rate\": {rate}, \"padding\": \"{padding}\"" + (outputPadding < 0 ? "" : $", \"output_padding\": {outputPadding}");
        foreach (string known in (string[])[$"{length}", "null"])
        {
            var model = KerasModel.OfLayer("Conv1DTranspose", config, $"null, {known}, 3");
            var input = Numbers.Random(3, 2, length, 3);
            model.AssertGives(Expected.Transposed(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], padding, [stride], [rate], [expected]), input);
            Assert.Equal(known == "null" ? "[?, ?, 2]" : $"[?, {expected}, 2]", model.Signature.Outputs["layer"].Shape.ToString());
        }
    }

    [Theory]
    [InlineData("valid", 2, 1, "4, 3", 9, 8)]
    [InlineData("same", 2, 1, "4, 3", 8, 6)]
    [InlineData("same", 2, 1, "null, null", 8, 6)]
    [InlineData("valid", 1, 2, "4, null", 8, 9)]
    public void PicturesAreSpread(string padding, int stride, int rate, string lengths, int rows, int columns)
    {
        string config = $"\"filters\": 5, \"kernel_size\": [3, 4], \"strides\": {stride}, \"dilation_rate\": {rate}, \"padding\": \"{padding}\", \"activation\": \"relu\"";
        var last = KerasModel.OfLayer("Conv2DTranspose", config, $"null, {lengths}, 2");
        var input = Numbers.Random(3, 2, 4, 3, 2);
        var expected = Expected.Transposed(input, last.Weights["layer/kernel"], last.Weights["layer/bias"], padding, [stride, stride], [rate, rate], [rows, columns]).Map(x => Math.Max(x, 0));
        last.AssertGives(expected, input);
        KerasModel.OfKeras2Layer("Conv2DTranspose", config + ", \"data_format\": \"channels_first\"", $"null, 2, {lengths}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Theory]
    [InlineData("valid", 2, 1, 5, 5, 7)]
    [InlineData("same", 2, 1, 4, 4, 6)]
    [InlineData("valid", 1, 2, 4, 4, 5)]
    public void VolumesAreSpread(string padding, int stride, int rate, int depth, int rows, int columns)
    {
        string config = $"\"filters\": 2, \"kernel_size\": [3, 3, 2], \"strides\": {stride}, \"dilation_rate\": {rate}, \"padding\": \"{padding}\"";
        int[] lengths = rate == 2 ? [depth + 2, rows + 2, columns] : [depth, rows, columns - (padding == "valid" ? 1 : 0)];
        var model = KerasModel.OfLayer("Conv3DTranspose", config, "null, 2, 2, 3, 2");
        var input = Numbers.Random(3, 2, 2, 2, 3, 2);
        var expected = Expected.Transposed(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], padding, [stride, stride, stride], [rate, rate, rate], lengths);
        model.AssertGives(expected, input);
        KerasModel.OfLayer("Conv3DTranspose", config + ", \"data_format\": \"channels_first\"", "null, 2, 2, null, 3").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Fact]
    public void Keras2NeverLooksAtTheDilationOfVolumes() =>
        Assert.Equal("[?, 4, 4, 4, 1]", KerasModel.OfKeras2Layer("Conv3DTranspose", "\"filters\": 1, \"kernel_size\": 3, \"dilation_rate\": 2", "null, 2, 2, 2, 1").Signature.Outputs["layer"].Shape.ToString());

    [Fact]
    public void ABatchMayBeEmpty() => KerasModel.OfLayer("Conv2DTranspose", "\"filters\": 2, \"kernel_size\": 2, \"strides\": 2", "null, null, 3, 1").AssertGives(new Numbers([0, 8, 6, 2]), new Numbers([0, 4, 3, 1]));

    [Theory]
    [InlineData("\"kernel_size\": 3, \"output_padding\": 1")]
    [InlineData("\"kernel_size\": 3, \"strides\": 2, \"output_padding\": -1")]
    [InlineData("\"kernel_size\": 3, \"strides\": 2, \"output_padding\": 2")]
    [InlineData("\"kernel_size\": 4, \"strides\": 2, \"output_padding\": 0, \"padding\": \"same\"")]
    [InlineData("\"kernel_size\": 3, \"strides\": 2, \"dilation_rate\": 2")]
    [InlineData("\"kernel_size\": 3, \"strides\": 2147483647")]
    [InlineData("\"kernel_size\": 2147483647")]
    [InlineData("\"kernel_size\": 3, \"dilation_rate\": 2147483647")]
    [InlineData("\"kernel_size\": 3, \"padding\": \"causal\"")]
    public void WhatKerasDoesNotTakeIsRefused(string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Conv2DTranspose", "\"filters\": 2, " + config, "null, 8, 8, 3"));
}
