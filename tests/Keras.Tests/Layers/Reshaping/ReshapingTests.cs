using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Reshaping;

/// <summary><c>Reshape</c>, <c>Flatten</c>, <c>Permute</c>, <c>RepeatVector</c>.</summary>
public sealed class ReshapingTests
{
    [Theory]
    [InlineData("[6, 2]", "null, 3, 4", "[?, 6, 2]")]
    [InlineData("[-1]", "null, 3, 4", "[?, 12]")]
    [InlineData("[2, -1, 3]", "null, 3, 4", "[?, 2, 2, 3]")]
    [InlineData("[-1, 2]", "null, null, 4", "[?, ?, 2]")]
    [InlineData("[-1, 2]", "null, null, null", "[?, ?, 2]")]
    [InlineData("[2, 6]", "null, null, 4", "[?, 2, 6]")]
    [InlineData("[4, 3]", "2, 3, 4", "[2, 4, 3]")]
    public void ElementsGetOtherAxes(string target, string shape, string declared)
    {
        foreach (int batch in shape[0] == '2' ? (int[])[2] : [2, 0])
        {
            var input = Numbers.Random(3, batch, 3, 4);
            var model = KerasModel.OfLayer("Reshape", $"\"target_shape\": {target}", shape);
            int[] lengths = target switch { "[-1]" => [12], "[2, -1, 3]" => [2, 2, 3], "[2, 6]" => [2, 6], "[4, 3]" => [4, 3], _ => [6, 2] };
            model.AssertGives(input.Reshaped([batch, .. lengths]), input);
            Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
        }
    }

    [Theory]
    [InlineData("null, 3, 4, 2", "[?, 24]")]
    [InlineData("null, null, 4, 2", "[?, ?]")]
    [InlineData("null, null, null, null", "[?, ?]")]
    public void AnExampleIsFlattened(string shape, string declared)
    {
        foreach (int batch in (int[])[2, 0])
        {
            var input = Numbers.Random(3, batch, 3, 4, 2);
            var last = KerasModel.OfKeras2Layer("Flatten", "", shape);
            last.AssertGives(input.Reshaped(batch, 24), input);
            Assert.Equal(declared, last.Signature.Outputs["layer"].Shape.ToString());
            KerasModel.OfLayer("Flatten", "\"data_format\": \"channels_first\"", shape).AssertGives(input.Transposed(0, 2, 3, 1).Reshaped(batch, 24), input);
        }

        Assert.Equal("[?, 1]", KerasModel.OfLayer("Flatten", "", "null").Signature.Outputs["layer"].Shape.ToString());
        Assert.Equal("[?, 0]", KerasModel.OfLayer("Flatten", "", "null, 0, 3").Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void Keras1FlattensInTheOrderOfTheElements()
    {
        var input = Numbers.Random(3, 2, 3, 4, 2);
        Pooling.PoolingTests.Keras1("Flatten", "", "null, 3, 4, 2").AssertGives(input.Reshaped(2, 24), input);
    }

    [Theory]
    [InlineData("[2, 1]", "null, 3, null")]
    [InlineData("[1, 2]", "null, 3, 4")]
    public void AxesGetAnotherOrder(string dims, string shape)
    {
        var input = Numbers.Random(3, 2, 3, 4);
        KerasModel.OfLayer("Permute", $"\"dims\": {dims}", shape).AssertGives(dims == "[2, 1]" ? input.Transposed(0, 2, 1) : input, input);
    }

    [Theory]
    [InlineData("null, 3", "[?, 4, 3]")]
    [InlineData("null, null", "[?, 4, ?]")]
    public void AVectorIsRepeated(string shape, string declared)
    {
        var input = Numbers.Random(3, 2, 3);
        var model = KerasModel.OfKeras2Layer("RepeatVector", "\"n\": 4", shape);
        model.AssertGives(Numbers.Make([2, 4, 3], at => input[at[0], at[2]]), input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void HalfPrecisionIsKept() => Assert.Equal(DataType.Half, KerasModel.OfLayer("Flatten", "\"dtype\": \"mixed_float16\"", "null, 3, 4").Signature.Outputs["layer"].DataType);

    [Theory]
    [InlineData("Reshape", "")]
    [InlineData("Reshape", "\"target_shape\": [-1, -1]")]
    [InlineData("Reshape", "\"target_shape\": [-2]")]
    [InlineData("Reshape", "\"target_shape\": [5]")]
    [InlineData("Reshape", "\"target_shape\": [5, -1]")]
    [InlineData("Reshape", "\"target_shape\": [0, -1]")]
    [InlineData("Reshape", "\"target_shape\": [2147483647, 2147483647, 2147483647]")]
    [InlineData("Reshape", "\"target_shape\": [null]")]
    [InlineData("Permute", "\"dims\": [1, 1]")]
    [InlineData("Permute", "\"dims\": [0, 1]")]
    [InlineData("Permute", "\"dims\": [1, 2, 3]")]
    [InlineData("RepeatVector", "\"n\": 3")]
    [InlineData("RepeatVector", "\"n\": 0")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 3, 4"));
}
