using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Normalisation;

/// <summary><c>LayerNormalization</c>, <c>GroupNormalization</c>, <c>RMSNormalization</c>, <c>UnitNormalization</c>, <c>SpectralNormalization</c>.</summary>
public sealed class LayerNormalizationTests
{
    [Theory]
    [InlineData("-1", "null, null, 4", false)]
    [InlineData("[2]", "null, null, 4", false)]
    [InlineData("1", "null, 3, null", false)]
    [InlineData("[2, 1]", "null, 3, 4", false)]
    [InlineData("-1", "null, 3, 4", true)]
    public void AxesAreNormalised(string axis, string shape, bool scalesOnly)
    {
        int[] axes = axis switch { "-1" or "[2]" => [2], "1" => [1], _ => [1, 2] };
        var model = KerasModel.OfLayer("LayerNormalization", $"\"axis\": {axis}, \"epsilon\": 0.01, \"rms_scaling\": {(scalesOnly ? "true" : "false")}", shape);
        var input = Numbers.Random(3, 2, 3, 4);
        var gamma = model.Weights["layer/gamma"];
        var beta = scalesOnly ? null : model.Weights["layer/beta"];
        model.AssertGives(
            Numbers.Make([2, 3, 4], at =>
            {
                var (mean, variance) = Moments(input, at, axes);
                int[] place = [.. axes.Select(i => at[i])];
                return (gamma[place] * (input[at] - (scalesOnly ? 0 : mean)) / Math.Sqrt(variance + 0.01)) + (beta?[place] ?? 0);
            }),
            input);
    }

    [Fact]
    public void Keras2TurnsWeightsRoundByTheirNumbers()
    {
        var model = KerasModel.OfKeras2Layer("LayerNormalization", "\"axis\": [2, 1], \"center\": false", "null, 3, 4");
        var input = Numbers.Random(3, 2, 3, 4);
        Assert.Equal([4, 3], model.Weights["layer/gamma"].Shape);
        var gamma = model.Weights["layer/gamma"].Reshaped(3, 4);
        model.AssertGives(
            Numbers.Make([2, 3, 4], at =>
            {
                var (mean, variance) = Moments(input, at, [1, 2]);
                return gamma[at[1], at[2]] * (input[at] - mean) / Math.Sqrt(variance + 1e-3);
            }),
            input);
    }

    [Theory]
    [InlineData("mixed_float16")]
    [InlineData("float64")]
    public void NumbersAreOfThePolicysType(string policy)
    {
        var model = KerasModel.OfLayer("LayerNormalization", $"\"dtype\": \"{policy}\", \"scale\": false, \"center\": false", "null, 4");
        var input = new Numbers([1, 4], [300, 302, 298, 304]);
        var found = model.Run(input);
        Assert.All(NumbersLayout.PlacesOf([1, 4]), at => Assert.Equal((input[at] - 301) / Math.Sqrt(5 + 1e-3), found[at], 0.01));
    }

    [Theory]
    [InlineData(2, -1, "null, null, 3, 6")]
    [InlineData(-1, -1, "null, 2, 3, 6")]
    [InlineData(1, 3, "null, null, null, 6")]
    [InlineData(3, 1, "null, 6, 2, null")]
    public void GroupsAreNormalised(int groups, int axis, string shape)
    {
        bool isFirst = axis == 1;
        var input = Numbers.Random(3, 2, 2, 3, 6);
        int size = groups == -1 ? 1 : 6 / groups;
        foreach (var model in (KerasModel[])[KerasModel.OfLayer("GroupNormalization", $"\"groups\": {groups}, \"axis\": {axis}", shape), KerasModel.OfKeras2Layer("GroupNormalization", $"\"groups\": {groups}, \"axis\": {axis}", shape)])
        {
            var expected = Numbers.Make([2, 2, 3, 6], at =>
            {
                var group = NumbersLayout.PlacesOf([2, 3, size]).Select(i => input[at[0], i[0], i[1], (at[3] / size * size) + i[2]]).ToArray();
                double mean = group.Average();
                double variance = group.Average(x => (x - mean) * (x - mean));
                return (model.Weights["layer/gamma"][at[3]] * (input[at] - mean) / Math.Sqrt(variance + 1e-3)) + model.Weights["layer/beta"][at[3]];
            });
            model.AssertGives(isFirst ? expected.ChannelsFirst() : expected, isFirst ? input.ChannelsFirst() : input);
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("[1, 2]")]
    public void RootsOfMeansOfSquaresAreBroughtToOne(string axis)
    {
        int[] axes = axis == "-1" ? [2] : [1, 2];
        var model = KerasModel.OfLayer("RMSNormalization", $"\"axis\": {axis}", "null, 3, 4");
        var input = Numbers.Random(3, 2, 3, 4);
        model.AssertGives(
            Numbers.Make([2, 3, 4], at => model.Weights["layer/scale"][[.. axes.Select(i => at[i])]] * input[at] / Math.Sqrt(Group(input, at, axes).Average(x => x * x) + 1e-6)),
            input);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("[1, 2]")]
    public void LengthsAreBroughtToOne(string axis)
    {
        int[] axes = axis == "-1" ? [2] : [1, 2];
        var input = Numbers.Random(3, 2, 3, 4);
        var expected = Numbers.Make([2, 3, 4], at => input[at] / Math.Sqrt(Group(input, at, axes).Sum(x => x * x)));
        KerasModel.OfLayer("UnitNormalization", $"\"axis\": {axis}", "null, null, null").AssertGives(expected, input);
        KerasModel.OfKeras2Layer("UnitNormalization", $"\"axis\": {axis}", "null, 3, 4").AssertGives(expected, input);
    }

    [Fact]
    public void ShortVectorsAreBoundedAsEachGenerationDoes()
    {
        var input = new Numbers([1, 2], [3e-8, 4e-8]);
        KerasModel.OfLayer("UnitNormalization", "", "null, 2").AssertGives(new Numbers([1, 2], [0.6, 0.8]), input);
        KerasModel.OfKeras2Layer("UnitNormalization", "", "null, 2").AssertGives(new Numbers([1, 2], [0.03, 0.04]), input);
        KerasModel.OfLayer("UnitNormalization", "", "null, 2").AssertGives(new Numbers([1, 2]), new Numbers([1, 2]));
    }

    [Fact]
    public void TheKernelIsUsedAsItIsSaved()
    {
        var model = KerasModel.OfLayer("SpectralNormalization", """ "power_iterations": 2, "layer": {"class_name": "Dense", "config": {"name": "dense", "units": 3}} """, "null, 4");
        Assert.Equal(["layer/layer/kernel", "layer/layer/bias", "layer/vector_u"], model.Weights.Keys);
        Assert.Equal([1, 3], model.Weights["layer/vector_u"].Shape);
        var input = Numbers.Random(3, 2, 4);
        model.AssertGives(Numbers.Make([2, 3], at => model.Weights["layer/layer/bias"][at[1]] + Enumerable.Range(0, 4).Sum(i => input[at[0], i] * model.Weights["layer/layer/kernel"][i, at[1]])), input);
    }

    [Theory]
    [InlineData("LayerNormalization", "\"axis\": [1, -2]")]
    [InlineData("LayerNormalization", "\"axis\": 9")]
    [InlineData("LayerNormalization", "\"axis\": 0")]
    [InlineData("GroupNormalization", "\"groups\": 0")]
    [InlineData("GroupNormalization", "\"groups\": 4")]
    [InlineData("GroupNormalization", "\"groups\": 2147483647")]
    [InlineData("GroupNormalization", "\"groups\": 1, \"axis\": 0")]
    [InlineData("GroupNormalization", "\"groups\": 1, \"axis\": [1, 2]")]
    [InlineData("RMSNormalization", "\"axis\": 1")]
    [InlineData("UnitNormalization", "\"axis\": -4")]
    [InlineData("SpectralNormalization", "")]
    [InlineData("SpectralNormalization", "\"layer\": {\"class_name\": \"Activation\", \"config\": {}}")]
    [InlineData("SpectralNormalization", "\"layer\": 3")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 4, 6"));

    private static IEnumerable<double> Group(Numbers input, int[] at, int[] axes) => NumbersLayout.PlacesOf(input.Shape).Where(place => place.Where((_, i) => !axes.Contains(i)).SequenceEqual(at.Where((_, i) => !axes.Contains(i)))).Select(place => input[place]);

    private static (double Mean, double Variance) Moments(Numbers input, int[] at, int[] axes)
    {
        double[] group = [.. Group(input, at, axes)];
        double mean = group.Average();
        return (mean, group.Average(x => (x - mean) * (x - mean)));
    }
}
