using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Normalisation;

/// <summary><c>BatchNormalization</c>.</summary>
public sealed class BatchNormalizationTests
{
    private const double Epsilon = 1e-3;

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(-1, 3)]
    [InlineData(1, 3)]
    [InlineData(-1, 4)]
    [InlineData(3, 4)]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(-1, 5)]
    [InlineData(1, 5)]
    public void AnAxisIsNormalised(int axis, int rank)
    {
        int[] shape = [2, .. Enumerable.Range(3, rank - 1)];
        var input = Numbers.Random(3, shape);
        int counted = (axis + rank) % rank;
        string unknown = string.Join(", ", shape.Select((length, i) => i == counted ? $"{length}" : "null"));
        Check(KerasModel.OfLayer("BatchNormalization", $"\"axis\": {axis}", unknown), input, counted);
        Check(KerasModel.OfKeras2Layer("BatchNormalization", $"\"axis\": [{axis}]", "null, " + string.Join(", ", shape.Skip(1))), input, counted);
    }

    [Theory]
    [InlineData(false, true, "null, 3, 4, 5")]
    [InlineData(true, false, "null, 3, 4, 5")]
    [InlineData(false, false, "null, 3, 4, 5")]
    [InlineData(false, true, "null, 5")]
    [InlineData(true, false, "null, 5")]
    [InlineData(false, false, "null, 5")]
    public void ScaleAndOffsetMayBeMissing(bool scale, bool center, string shape)
    {
        var model = KerasModel.OfLayer("SyncBatchNormalization", $"\"scale\": {(scale ? "true" : "false")}, \"center\": {(center ? "true" : "false")}, \"synchronized\": true", shape);
        Assert.Equal(2 + (scale ? 1 : 0) + (center ? 1 : 0), model.Weights.Count);
        int[] lengths = [2, .. shape.Split(", ").Skip(1).Select(length => int.Parse(length, null))];
        Check(model, Numbers.Random(3, lengths), lengths.Length - 1);
    }

    [Fact]
    public void SeveralAxesAreNormalised()
    {
        var model = KerasModel.OfKeras2Layer("BatchNormalization", "\"axis\": [1, 3]", "null, 3, null, 4");
        var input = Numbers.Random(3, 2, 3, 5, 4);
        Assert.Equal([1, 3, 1, 4], model.Weights["layer/gamma"].Shape);
        model.AssertGives(Numbers.Make([2, 3, 5, 4], at => Normalise(model, input[at], 0, at[1], 0, at[3])), input);
    }

    [Fact]
    public void WeightsComeInKerasOrder()
    {
        Assert.Equal(["layer/gamma", "layer/beta", "layer/moving_mean", "layer/moving_variance"], KerasModel.OfLayer("BatchNormalization", "", "null, 3").Weights.Keys);
        var model = KerasModel.OfKeras2Layer("BatchNormalization", "\"renorm\": true", "null, 2, 2, 3");
        Assert.Equal(["layer/gamma", "layer/beta", "layer/moving_mean", "layer/moving_variance", "layer/moving_stddev", "layer/renorm_mean", "layer/renorm_stddev"], model.Weights.Keys);
        Check(model, Numbers.Random(3, 2, 2, 2, 3), 3);
    }

    [Theory]
    [InlineData("float64", "null, 2, 2, 3", DataType.Double, DataType.Double)]
    [InlineData("mixed_float16", "null, 2, 2, 3", DataType.Half, DataType.Float)]
    [InlineData("mixed_bfloat16", "null, 2, 3, 1", DataType.BFloat16, DataType.Float)]
    [InlineData("float16", "null, 3", DataType.Half, DataType.Float)]
    public void NumbersAreOfThePolicysType(string policy, string shape, DataType compute, DataType variable)
    {
        var model = KerasModel.OfKeras2Layer("BatchNormalization", $"\"dtype\": {{\"class_name\": \"Policy\", \"config\": {{\"name\": \"{policy}\"}}}}", shape);
        Assert.Equal(compute, model.Signature.Outputs["layer"].DataType);
        Assert.Equal(variable, model.Graph.Weights.All.First().DataType);
        var expected = model.Weights.Values.First().Shape[0] == 1 ? 1 : 3;
        int[] lengths = [1, .. shape.Split(", ").Skip(1).Select(length => int.Parse(length, null))];
        var input = Numbers.Random(3, lengths);
        var found = model.Run(input);
        Assert.All(NumbersLayout.PlacesOf(lengths), at => Assert.Equal(Normalise(model, input[at], expected == 1 ? 0 : at[^1]), found[at], compute == DataType.BFloat16 ? 0.05 : 0.01));
        if (compute == DataType.Double)
        {
            Check(model, input, lengths.Length - 1);
        }
    }

    [Fact]
    public void ABatchMayBeEmpty() => KerasModel.OfLayer("BatchNormalization", "", "null, null, 4, 3").AssertGives(new Numbers([0, 4, 4, 3]), new Numbers([0, 4, 4, 3]));

    [Theory]
    [InlineData("\"axis\": 4")]
    [InlineData("\"axis\": [1, 1]")]
    [InlineData("\"axis\": []")]
    [InlineData("\"axis\": \"last\"")]
    [InlineData("\"axis\": 0")]
    [InlineData("\"epsilon\": \"small\"")]
    [InlineData("\"virtual_batch_size\": 2")]
    public void WhatKerasDoesNotTakeIsRefused(string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("BatchNormalization", config, "null, 8, 8, 3"));

    private static void Check(KerasModel model, Numbers input, int axis) => model.AssertGives(Numbers.Make([.. input.Shape], at => Normalise(model, input[at], at[axis])), input);

    private static double Normalise(KerasModel model, double x, params int[] at)
    {
        var weights = model.Weights;
        double gamma = weights.TryGetValue("layer/gamma", out var scale) ? scale[at] : 1;
        double beta = weights.TryGetValue("layer/beta", out var offset) ? offset[at] : 0;
        return (gamma * (x - weights["layer/moving_mean"][at]) / Math.Sqrt(weights["layer/moving_variance"][at] + Epsilon)) + beta;
    }
}
