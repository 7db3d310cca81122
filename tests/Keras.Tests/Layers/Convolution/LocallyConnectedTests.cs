using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary><c>LocallyConnected1D</c>, <c>LocallyConnected2D</c>.</summary>
public sealed class LocallyConnectedTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    public void EachStepHasAKernelOfItsOwn(int stride, int places)
    {
        var model = KerasModel.OfKeras2Layer("LocallyConnected1D", $"\"filters\": 4, \"kernel_size\": [3], \"strides\": [{stride}], \"activation\": \"relu\"", "null, 7, 2");
        var input = Numbers.Random(3, 2, 7, 2);
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);
        model.AssertGives(
            Numbers.Make([2, places, 4], at => Math.Max(0, bias[at[1], at[2]] + Enumerable.Range(0, 6).Sum(i => input[at[0], (at[1] * stride) + (i / 2), i % 2] * kernel[at[1], i, at[2]]))),
            input);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SoHasEachPlaceOfAPicture(bool channelsFirst)
    {
        string config = $"\"filters\": 3, \"kernel_size\": [2, 3], \"strides\": [1, 2], \"data_format\": \"{(channelsFirst ? "channels_first" : "channels_last")}\"";
        var model = KerasModel.OfKeras2Layer("LocallyConnected2D", config, channelsFirst ? "null, 2, 4, 7" : "null, 4, 7, 2");
        var input = Numbers.Random(3, 2, 4, 7, 2);
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);

        // Where channels come first, patches hold them first as well, and the bias is turned round by its numbers.
        var places = channelsFirst ? bias.Reshaped(3, 3, 3) : null;
        var expected = Numbers.Make([2, 3, 3, 3], at =>
        {
            double sum = places is null ? bias[at[1], at[2], at[3]] : places[at[3], at[1], at[2]];
            for (int i = 0; i < 12; i++)
            {
                var (row, column, channel) = channelsFirst ? (i / 3 % 2, i % 3, i / 6) : (i / 6, i / 2 % 3, i % 2);
                sum += input[at[0], at[1] + row, (at[2] * 2) + column, channel] * kernel[(at[1] * 3) + at[2], i, at[3]];
            }

            return sum;
        });
        model.AssertGives(channelsFirst ? expected.ChannelsFirst() : expected, channelsFirst ? input.ChannelsFirst() : input);
    }

    [Theory]
    [InlineData("\"filters\": 3, \"kernel_size\": 2, \"implementation\": 2", "null, 5, 2")]
    [InlineData("\"filters\": 3, \"kernel_size\": 2, \"padding\": \"same\"", "null, 5, 2")]
    [InlineData("\"filters\": 3, \"kernel_size\": 6", "null, 5, 2")]
    [InlineData("\"filters\": 3, \"kernel_size\": 2", "null, null, 2")]
    [InlineData("\"filters\": 3, \"kernel_size\": 2", "null, 5, null")]
    [InlineData("\"filters\": 2147483647, \"kernel_size\": 2", "null, 2147483647, 2147483647")]
    public void WhatIsNotKnownIsRefused(string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfKeras2Layer("LocallyConnected1D", config, shape));
}
