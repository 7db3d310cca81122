using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary><c>Conv1D</c>, <c>Conv2D</c>, <c>Conv3D</c>.</summary>
public sealed class ConvolutionTests
{
    public static TheoryData<string, int, int, int, string> Sequences()
    {
        var data = new TheoryData<string, int, int, int, string>();
        foreach (string padding in (string[])["valid", "same", "causal"])
        {
            data.Add(padding, 1, 1, 1, "7");
            data.Add(padding, 2, 1, 1, "8");
            data.Add(padding, 1, 3, 1, "null");
            data.Add(padding, 3, 1, 2, "null");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sequences))]
    public void SequencesAreConvolved(string padding, int stride, int rate, int groups, string length)
    {
        var model = KerasModel.OfLayer("Conv1D", $"\"filters\": 4, \"kernel_size\": [3], \"strides\": [{stride}], \"dilation_rate\": [{rate}], \"padding\": \"{padding}\", \"groups\": {groups}, \"activation\": \"relu\"", $"null, {length}, 6");
        foreach (int steps in length == "null" ? (int[])[7, 8, 9, 10] : [int.Parse(length, null)])
        {
            var input = Numbers.Random(steps, 2, steps, 6);
            model.AssertGives(Expected.Convolution(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], padding, [stride], [rate]).Map(x => Math.Max(x, 0)), input);
        }
    }

    [Theory]
    [InlineData("valid", 1, 1, 1, "9, 7")]
    [InlineData("same", 1, 1, 1, "9, 7")]
    [InlineData("same", 2, 1, 1, "9, 8")]
    [InlineData("same", 2, 1, 1, "null, null")]
    [InlineData("valid", 1, 2, 1, "9, 8")]
    [InlineData("same", 1, 2, 1, "null, 7")]
    [InlineData("same", 1, 1, 2, "6, 7")]
    [InlineData("valid", 2, 1, 4, "6, null")]
    [InlineData("same", 1, 2, 2, "6, 7")]
    public void PicturesAreConvolved(string padding, int stride, int rate, int groups, string lengths)
    {
        string config = $"\"filters\": 8, \"kernel_size\": [3, 2], \"strides\": [{stride}, {stride}], \"dilation_rate\": [{rate}, {rate}], \"padding\": \"{padding}\", \"groups\": {groups}";
        var input = Numbers.Random(3, [2, .. Lengths(lengths), 4]);
        var last = KerasModel.OfLayer("Conv2D", config, $"null, {lengths}, 4");
        var expected = Expected.Convolution(input, last.Weights["layer/kernel"], last.Weights["layer/bias"], padding, [stride, stride], [rate, rate]);
        last.AssertGives(expected, input);
        KerasModel.OfKeras2Layer("Conv2D", config + ", \"data_format\": \"channels_first\", \"activation\": \"relu\"", $"null, 4, {lengths}").AssertGives(expected.Map(x => Math.Max(x, 0)).ChannelsFirst(), input.ChannelsFirst());
    }

    [Theory]
    [InlineData("valid", 1, 1, 1, "5, 4, 4")]
    [InlineData("same", 2, 1, 1, "5, null, 4")]
    [InlineData("valid", 1, 2, 1, "5, 6, 5")]
    [InlineData("same", 1, 2, 2, "null, 6, 5")]
    [InlineData("same", 1, 1, 2, "3, 3, 3")]
    public void VolumesAreConvolved(string padding, int stride, int rate, int groups, string lengths)
    {
        string config = $"\"filters\": 4, \"kernel_size\": [2, 3, 2], \"strides\": {stride}, \"dilation_rate\": {rate}, \"padding\": \"{padding}\", \"groups\": {groups}";
        var input = Numbers.Random(3, [2, .. Lengths(lengths), 4]);
        var last = KerasModel.OfLayer("Conv3D", config, $"null, {lengths}, 4");
        var expected = Expected.Convolution(input, last.Weights["layer/kernel"], last.Weights["layer/bias"], padding, [stride, stride, stride], [rate, rate, rate]);
        last.AssertGives(expected, input);
        KerasModel.OfLayer("Conv3D", config + ", \"data_format\": \"channels_first\"", $"null, 4, {lengths}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Fact]
    public void ShapesOfResultsAreKnown()
    {
        Assert.Equal("[?, 4, 5, 8]", ShapeOf("Conv2D", "\"filters\": 8, \"kernel_size\": 3, \"strides\": 2, \"padding\": \"same\"", "null, 8, 9, 3"));
        Assert.Equal("[?, 8, 3, ?]", ShapeOf("Conv2D", "\"filters\": 8, \"kernel_size\": 3, \"strides\": 2, \"data_format\": \"channels_first\"", "null, 3, 8, null"));
        Assert.Equal("[?, 9, 4]", ShapeOf("Conv1D", "\"filters\": 4, \"kernel_size\": 3, \"padding\": \"causal\"", "null, 9, 3"));
        Assert.Equal("[?, 3, 3, 3, 2]", ShapeOf("Conv3D", "\"filters\": 2, \"kernel_size\": 3", "null, 5, 5, 5, 3"));
    }

    [Fact]
    public void AnActivationOfChannelsIsAppliedWhereKerasHasThem()
    {
        // Along the last axis, which is that of columns here.
        var model = KerasModel.OfLayer("Conv2D", "\"filters\": 2, \"kernel_size\": 1, \"data_format\": \"channels_first\", \"activation\": \"softmax\", \"use_bias\": false", "null, 3, 2, 4");
        var input = Numbers.Random(3, 2, 3, 2, 4);
        var sums = Expected.Convolution(input.Transposed(0, 2, 3, 1), model.Weights["layer/kernel"], null, "valid", [1, 1], [1, 1]).ChannelsFirst();
        model.AssertGives(Numbers.Make([2, 2, 2, 4], at => Math.Exp(sums[at]) / Enumerable.Range(0, 4).Sum(i => Math.Exp(sums[at[0], at[1], at[2], i]))), input);
    }

    [Theory]
    [InlineData("float64")]
    [InlineData("mixed_float16")]
    public void NumbersAreOfThePolicysType(string policy)
    {
        var model = KerasModel.OfLayer("Conv2D", $"\"filters\": 2, \"kernel_size\": 2, \"dtype\": {{\"class_name\": \"DTypePolicy\", \"config\": {{\"name\": \"{policy}\"}}}}", "null, 3, 3, 1");
        var input = Numbers.Random(3, 1, 3, 3, 1);
        var expected = Expected.Convolution(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], "valid", [1, 1], [1, 1]);
        if (policy == "float64")
        {
            model.AssertGives(expected, input);
        }

        Assert.Equal(policy == "float64" ? DataType.Double : DataType.Half, model.Signature.Outputs["layer"].DataType);
        Assert.Equal(policy == "float64" ? DataType.Double : DataType.Float, model.Graph.Weights.All.First().DataType);
        var found = model.Run(input);
        Assert.All(expected.Elements.Zip(found.Elements), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    [Fact]
    public void ABatchMayBeEmpty() =>
        // TensorFlow's oneDNN kernels give an empty input back as it came, in its own shape: no second opinion.
        Assert.Equal([0, 4, 3, 2], KerasModel.OfLayer("Conv2D", "\"filters\": 2, \"kernel_size\": 2, \"padding\": \"same\"", "null, null, 3, 1").Run(new Numbers([0, 4, 3, 1])).Shape);

    [Theory]
    [InlineData("Conv2D", "\"filters\": 0, \"kernel_size\": 3", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": [3, 3, 3]", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 9", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 10", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2147483647", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"strides\": 0", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"strides\": 2, \"dilation_rate\": 2", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"padding\": \"causal\"", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"padding\": 7", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"groups\": 2", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 5, \"kernel_size\": 2, \"groups\": 2", "null, 8, 8, 4")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2", "null, 8, 8, null")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2", "null, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2", "null, 2, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"data_format\": \"middle\"", "null, 8, 8, 3")]
    [InlineData("Conv2D", "\"filters\": 4, \"kernel_size\": 2, \"activation\": \"nothing\"", "null, 8, 8, 3")]
    [InlineData("Conv1D", "\"filters\": 4, \"kernel_size\": 2147483647, \"dilation_rate\": 2147483647, \"padding\": \"causal\"", "null, 8, 3")]
    [InlineData("Conv3D", "\"filters\": 4096, \"kernel_size\": 1, \"groups\": 4096", "null, 8, 8, 8, 4096")]
    [InlineData("Conv3D", "\"filters\": 1, \"kernel_size\": 2, \"dilation_rate\": 2147483647", "null, 8, 8, 8, 1")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape));

    internal static string ShapeOf(string className, string config, string shape) => KerasModel.OfLayer(className, config, shape).Signature.Outputs["layer"].Shape.ToString();

    private static int[] Lengths(string lengths) => [.. lengths.Split(", ").Select((length, i) => length == "null" ? 6 + i : int.Parse(length, null))];
}
