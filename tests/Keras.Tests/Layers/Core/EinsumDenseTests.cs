using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Core;

/// <summary><c>EinsumDense</c>.</summary>
public sealed class EinsumDenseTests
{
    [Theory]
    [InlineData("null, 4, 2", 4, "[?, 4, 3]")]
    [InlineData("null, null, 2", 5, "[?, ?, 3]")]
    public void TheLastAxisIsSummedOver(string shape, int steps, string declared)
    {
        var model = KerasModel.OfLayer("EinsumDense", "\"equation\": \"abc,cd->abd\", \"output_shape\": [null, 3], \"bias_axes\": \"d\", \"activation\": \"relu\"", shape);
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);
        var input = Numbers.Random(1, 2, steps, 2);
        model.AssertGives(Numbers.Make([2, steps, 3], at => Math.Max(0, bias[at[2]] + (input[at[0], at[1], 0] * kernel[0, at[2]]) + (input[at[0], at[1], 1] * kernel[1, at[2]]))), input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData("...x,xy->...y", "3", "\"y\"")]
    [InlineData("...x,xy->...y", "[3]", "null")]
    [InlineData("a...x,xy->a...y", "3", "null")]
    public void AxesMayBeElidedOnTheLeft(string equation, string outputShape, string biasAxes)
    {
        string config = $"\"equation\": \"{equation}\", \"output_shape\": {outputShape}, \"bias_axes\": {biasAxes}";
        if (equation.StartsWith('a'))
        {
            // Keras takes them at the beginning or the end alone.
            Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("EinsumDense", config, "null, 4, 2"));
            return;
        }

        var model = KerasModel.OfKeras2Layer("EinsumDense", config, "null, 4, null, 2");
        var kernel = model.Weights["layer/kernel"];
        model.Weights.TryGetValue("layer/bias", out var bias);
        var input = Numbers.Random(2, 2, 4, 5, 2);
        model.AssertGives(Numbers.Make([2, 4, 5, 3], at => (bias?[at[3]] ?? 0) + Enumerable.Range(0, 2).Sum(x => input[at[0], at[1], at[2], x] * kernel[x, at[3]])), input);
        Assert.Equal("[?, 4, ?, 3]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void AxesMayBeElidedOnTheRight()
    {
        var model = KerasModel.OfLayer("EinsumDense", "\"equation\": \"ab...,bc->ac...\", \"output_shape\": 3, \"bias_axes\": \"c\"", "null, 4, 2, 5");
        var (kernel, bias) = (model.Weights["layer/kernel"], model.Weights["layer/bias"]);
        Assert.Equal([3, 1, 1], bias.Shape);
        var input = Numbers.Random(3, 2, 4, 2, 5);
        model.AssertGives(Numbers.Make([2, 3, 2, 5], at => bias[at[1], 0, 0] + Enumerable.Range(0, 4).Sum(b => input[at[0], b, at[2], at[3]] * kernel[b, at[1]])), input);
        Assert.Equal("[?, 3, 2, 5]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void HeadsMayBeMadeAndSummed()
    {
        var split = KerasModel.OfLayer("EinsumDense", "\"equation\": \"abc,cde->abde\", \"output_shape\": [null, 3, 5], \"bias_axes\": \"de\", \"dtype\": \"float64\"", "null, null, 2", "float64");
        var (kernel, bias) = (split.Weights["layer/kernel"], split.Weights["layer/bias"]);
        var input = Numbers.Random(4, 2, 4, 2);
        split.AssertGives(Numbers.Make([2, 4, 3, 5], at => bias[at[2], at[3]] + Enumerable.Range(0, 2).Sum(c => input[at[0], at[1], c] * kernel[c, at[2], at[3]])), input);

        var summed = KerasModel.OfLayer("EinsumDense", "\"equation\": \"abde,dec->abc\", \"output_shape\": [4, 2]", "null, 4, 3, 5");
        var weights = summed.Weights["layer/kernel"];
        var heads = Numbers.Random(5, 2, 4, 3, 5);
        summed.AssertGives(Numbers.Make([2, 4, 2], at => Enumerable.Range(0, 15).Sum(i => heads[at[0], at[1], i / 5, i % 5] * weights[i / 5, i % 5, at[2]])), heads);
    }

    [Theory]
    [InlineData("\"equation\": \"abc,cd->abd\"")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": 3")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": [5, 3]")]
    [InlineData("\"equation\": \"abc,cd->abe\", \"output_shape\": [null, 3]")]
    [InlineData("\"equation\": \"abc,cdf->abd\", \"output_shape\": [null, 3]")]
    [InlineData("\"equation\": \"abcc,cd->abd\", \"output_shape\": [null, 3]")]
    [InlineData("\"equation\": \"abcd,de->abce\", \"output_shape\": [null, null, 3]")]
    [InlineData("\"equation\": \"x->y\", \"output_shape\": 3")]
    [InlineData("\"equation\": \"\", \"output_shape\": 3")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": [null, -3]")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": [null, null]")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": [null, 3], \"bias_axes\": \"z\"")]
    [InlineData("\"equation\": \"abc,cd->abd\", \"output_shape\": [null, 3], \"lora_rank\": 2")]
    public void OtherConfigurationsAreRefused(string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("EinsumDense", config, "null, 4, 2"));
}
