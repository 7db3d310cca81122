using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary><c>DepthwiseConv1D</c>, <c>DepthwiseConv2D</c>, <c>SeparableConv1D</c>, <c>SeparableConv2D</c>.</summary>
public sealed class DepthwiseConvolutionTests
{
    public static TheoryData<string, int, int, string> Windows()
    {
        var data = new TheoryData<string, int, int, string>();
        foreach (string padding in (string[])["valid", "same"])
        {
            foreach (int stride in (int[])[1, 2])
            {
                foreach (int rate in (int[])[1, 2, 3])
                {
                    data.Add(padding, stride, rate, "9");
                    data.Add(padding, stride, rate, "null");
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void EachChannelHasAKernelOfItsOwn(string padding, int stride, int rate, string length)
    {
        string config = $"\"kernel_size\": [3, 2], \"strides\": [{stride}, {stride}], \"dilation_rate\": [{rate}, {rate}], \"padding\": \"{padding}\", \"depth_multiplier\": 2, \"activation\": \"relu\"";
        var last = KerasModel.OfLayer("DepthwiseConv2D", config, $"null, {length}, 8, 3");
        var input = Numbers.Random(3, 2, 9, 8, 3);
        var expected = Expected.Channelwise(input, last.Weights["layer/kernel"], last.Weights["layer/bias"], padding, [stride, stride], [rate, rate]).Map(x => Math.Max(x, 0));
        last.AssertGives(expected, input);
        KerasModel.OfKeras2Layer("DepthwiseConv2D", config + ", \"data_format\": \"channels_first\"", $"null, 3, 9, {(length == "null" ? length : "8")}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void SequencesToo(string padding, int stride, int rate, string length)
    {
        string config = $"\"kernel_size\": 3, \"strides\": {stride}, \"dilation_rate\": {rate}, \"padding\": \"{padding}\", \"depth_multiplier\": 2";
        var input = Numbers.Random(3, 2, 9, 3);
        var model = KerasModel.OfLayer("DepthwiseConv1D", config + ", \"use_bias\": false", $"null, {length}, 3");
        model.AssertGives(Expected.Channelwise(input, model.Weights["layer/kernel"], null, padding, [stride], [rate]), input);

        var separable = KerasModel.OfKeras2Layer("SeparableConv1D", config + ", \"filters\": 4", $"null, {length}, 3");
        var channels = Expected.Channelwise(input, separable.Weights["layer/depthwise_kernel"], null, padding, [stride], [rate]);
        separable.AssertGives(Expected.Convolution(channels, separable.Weights["layer/pointwise_kernel"], separable.Weights["layer/bias"], "valid", [1], [1]), input);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void ASeparableOneMixesTheChannelsThereafter(string padding, int stride, int rate, string length)
    {
        string config = $"\"filters\": 5, \"kernel_size\": [2, 3], \"strides\": [{stride}, {stride}], \"dilation_rate\": [{rate}, {rate}], \"padding\": \"{padding}\", \"depth_multiplier\": 2";
        var model = KerasModel.OfLayer("SeparableConv2D", config, $"null, 8, {length}, 3");
        var input = Numbers.Random(3, 2, 8, 9, 3);
        var channels = Expected.Channelwise(input, model.Weights["layer/depthwise_kernel"], null, padding, [stride, stride], [rate, rate]);
        var expected = Expected.Convolution(channels, model.Weights["layer/pointwise_kernel"], model.Weights["layer/bias"], "valid", [1, 1], [1, 1]);
        model.AssertGives(expected, input);
        KerasModel.OfLayer("SeparableConv2D", config + ", \"data_format\": \"channels_first\"", $"null, 3, 8, {length}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Fact]
    public void StridesMayDiffer()
    {
        var model = KerasModel.OfLayer("DepthwiseConv2D", "\"kernel_size\": 3, \"strides\": [2, 3], \"padding\": \"same\"", "null, 7, null, 2");
        var input = Numbers.Random(3, 2, 7, 8, 2);
        model.AssertGives(Expected.Channelwise(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], "same", [2, 3], [1, 1]), input);
    }

    [Fact]
    public void ASeparableSequenceOfKeras2MayBeCausal()
    {
        var model = KerasModel.OfKeras2Layer("SeparableConv1D", "\"filters\": 2, \"kernel_size\": 3, \"padding\": \"causal\", \"dilation_rate\": 2, \"use_bias\": false", "null, null, 3");
        var input = Numbers.Random(3, 2, 6, 3);
        var channels = Expected.Channelwise(input, model.Weights["layer/depthwise_kernel"], null, "causal", [1], [2]);
        model.AssertGives(Expected.Convolution(channels, model.Weights["layer/pointwise_kernel"], null, "valid", [1], [1]), input);
    }

    [Theory]
    [InlineData("\"dilation_rate\": 2")]
    [InlineData("\"strides\": 2, \"dilation_rate\": 2, \"padding\": \"same\"")]
    [InlineData("\"padding\": \"same\"")]
    public void ABatchMayBeEmpty(string config)
    {
        var model = KerasModel.OfLayer("DepthwiseConv2D", "\"kernel_size\": 2, " + config, "null, null, 5, 1");
        int rows = config.Contains("\"strides\"") ? 3 : config.Contains("same") ? 5 : 3;

        // TensorFlow's oneDNN kernels give an empty input back as it came, in its own shape: no second opinion.
        Assert.Equal([0, rows, rows, 1], model.Run(new Numbers([0, 5, 5, 1])).Shape);
    }

    [Fact]
    public void ShapesOfResultsAreKnown()
    {
        Assert.Equal("[?, 5, 4, 6]", ConvolutionTests.ShapeOf("DepthwiseConv2D", "\"kernel_size\": 3, \"dilation_rate\": 2, \"depth_multiplier\": 2", "null, 9, 8, 3"));
        Assert.Equal("[?, 5, 4, 3]", ConvolutionTests.ShapeOf("DepthwiseConv2D", "\"kernel_size\": 3, \"strides\": 2, \"dilation_rate\": 2, \"padding\": \"same\"", "null, 9, 8, 3"));
        Assert.Equal("[?, ?, 4, 3]", ConvolutionTests.ShapeOf("DepthwiseConv2D", "\"kernel_size\": 3, \"dilation_rate\": 2", "null, null, 8, 3"));
        Assert.Equal("[?, ?, 4]", ConvolutionTests.ShapeOf("SeparableConv1D", "\"filters\": 4, \"kernel_size\": 3, \"dilation_rate\": 2", "null, null, 3"));
    }

    [Theory]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 3, \"depth_multiplier\": 0")]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 3000000, \"depth_multiplier\": 2147483647")]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 9")]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 3, \"dilation_rate\": 2147483647")]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 3, \"dilation_rate\": 2147483647, \"padding\": \"same\"")]
    [InlineData("DepthwiseConv2D", "\"kernel_size\": 3, \"dilation_rate\": 5")]
    [InlineData("SeparableConv2D", "\"kernel_size\": 3")]
    [InlineData("SeparableConv2D", "\"filters\": 3, \"kernel_size\": 3, \"padding\": \"causal\"")]
    [InlineData("SeparableConv2D", "\"filters\": 2147483647, \"kernel_size\": 3, \"depth_multiplier\": 2147483647")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 8, 8, 3"));
}
