using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Reshaping;

/// <summary><c>UpSampling1D</c>, <c>UpSampling2D</c>, <c>UpSampling3D</c>.</summary>
public sealed class UpSamplingTests
{
    [Theory]
    [InlineData(1, "3", new[] { 3 })]
    [InlineData(2, "2", new[] { 2, 2 })]
    [InlineData(2, "[3, 1]", new[] { 3, 1 })]
    [InlineData(3, "[2, 3, 1]", new[] { 2, 3, 1 })]
    public void EachElementComesSeveralTimes(int axes, string size, int[] factors)
    {
        int[] lengths = [.. Enumerable.Range(2, axes)];
        var input = Numbers.Random(3, [2, .. lengths, 2]);
        var expected = Numbers.Make([2, .. lengths.Zip(factors, (length, factor) => length * factor), 2], at => input[[at[0], .. factors.Select((factor, i) => at[i + 1] / factor), at[^1]]]);
        var model = KerasModel.OfLayer($"UpSampling{axes}D", $"\"size\": {size}", $"null, {string.Join(", ", lengths)}, 2");
        model.AssertGives(expected, input);
        Assert.Equal($"[?, {string.Join(", ", expected.Shape.Skip(1))}]", model.Signature.Outputs["layer"].Shape.ToString());
        string unknown = string.Join(", ", lengths.Select(_ => "null"));
        KerasModel.OfKeras2Layer($"UpSampling{axes}D", $"\"size\": {size}", $"null, {unknown}, 2").AssertGives(expected, input);
        if (axes > 1)
        {
            KerasModel.OfLayer($"UpSampling{axes}D", $"\"size\": {size}, \"data_format\": \"channels_first\"", $"null, 2, {unknown}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
        }
    }

    [Theory]
    [InlineData("bilinear", 1.0)]
    [InlineData("bicubic", 2.0)]
    [InlineData("lanczos3", 3.0)]
    [InlineData("lanczos5", 5.0)]
    [InlineData("mitchellcubic", 2.0)]
    [InlineData("gaussian", 1.5)]
    [InlineData("area", 0.0)]
    public void ValuesInBetweenAreWeighted(string method, double radius)
    {
        var input = Numbers.Random(3, 2, 4, 3, 2);
        var expected = Numbers.Make([2, 8, 12, 2], at =>
        {
            double sum = 0;
            foreach (var (row, rowWeight) in Weights(method, radius, at[1], 2, 4))
            {
                foreach (var (column, columnWeight) in Weights(method, radius, at[2], 4, 3))
                {
                    sum += rowWeight * columnWeight * input[at[0], row, column, at[3]];
                }
            }

            return sum;
        });
        string config = $"\"size\": [2, 4], \"interpolation\": \"{method}\"";
        KerasModel.OfLayer("UpSampling2D", config, "null, 4, 3, 2").AssertGives(expected, input);
        KerasModel.OfKeras2Layer("UpSampling2D", config + ", \"data_format\": \"channels_first\"", "null, 2, null, null").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }

    [Fact]
    public void BeforeItWasAPartOfTensorFlowKerasCountedFromTheCorner()
    {
        var input = Numbers.Random(3, 1, 3, 2, 1);
        var expected = Numbers.Make([1, 6, 4, 1], at =>
        {
            double Between(int row, double column) => ((1 - (column % 1)) * input[0, row, (int)column, 0]) + (column % 1 * input[0, row, Math.Min((int)column + 1, 1), 0]);
            double place = at[1] / 2.0;
            return ((1 - (place % 1)) * Between((int)place, at[2] / 2.0)) + (place % 1 * Between(Math.Min((int)place + 1, 2), at[2] / 2.0));
        });
        KerasModel.Of("""
            {"class_name": "Sequential", "keras_version": "2.2.4", "config": {"name": "m", "layers": [
              {"class_name": "UpSampling2D", "config": {"name": "layer", "batch_input_shape": [null, 3, 2, 1], "size": [2, 2], "interpolation": "bilinear"}}]}}
            """).AssertGives(expected, input);
    }

    [Fact]
    public void HalfPrecisionIsKept()
    {
        var model = KerasModel.OfLayer("UpSampling2D", "\"interpolation\": \"bilinear\", \"dtype\": \"mixed_float16\"", "null, 2, 2, 1");
        Assert.Equal(DataType.Half, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(new Numbers([1, 4, 4, 1]).Map(_ => 0.5), new Numbers([1, 2, 2, 1]).Map(_ => 0.5));
    }

    [Theory]
    [InlineData("UpSampling2D", "")]
    [InlineData("UpSampling2D", "\"interpolation\": \"bilinear\"")]
    public void ABatchMayBeEmpty(string className, string config) => KerasModel.OfLayer(className, config, "null, null, 2, 1").AssertGives(new Numbers([0, 4, 4, 1]), new Numbers([0, 2, 2, 1]));

    [Theory]
    [InlineData("UpSampling2D", "\"size\": 0")]
    [InlineData("UpSampling2D", "\"size\": [1, 2, 3]")]
    [InlineData("UpSampling2D", "\"size\": 2147483647")]
    [InlineData("UpSampling2D", "\"interpolation\": \"magic\"")]
    [InlineData("UpSampling1D", "")]
    [InlineData("UpSampling3D", "")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 8, 8, 1"));

    // An element lies at its middle. What lies outside counts as the nearest inside (bilinear), or is left out and the others weigh more.
    private static IEnumerable<(int Place, double Weight)> Weights(string method, double radius, int index, int factor, int length)
    {
        double middle = ((index + 0.5) / factor) - 0.5;
        if (method == "area")
        {
            return [(index / factor, 1)];
        }

        if (method == "bilinear")
        {
            int below = (int)Math.Floor(middle);
            return [(Math.Max(below, 0), 1 - (middle - below)), (Math.Min(below + 1, length - 1), middle - below)];
        }

        var inside = Enumerable.Range(0, length).Select(place => (place, Kernel(method, radius, Math.Abs(place - middle)))).ToArray();
        double total = inside.Sum(weight => weight.Item2);
        return inside.Select(weight => (weight.place, weight.Item2 / total));
    }

    private static double Kernel(string method, double radius, double x) => method switch
    {
        _ when x >= radius => 0,
        "lanczos3" or "lanczos5" => x == 0 ? 1 : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x),
        "gaussian" => Math.Exp(-x * x / (2 * (radius / 3) * (radius / 3))),
        "mitchellcubic" => x < 1 ? ((((7.0 / 6 * x) - 2) * x * x) + (16.0 / 18)) : (((((-7.0 / 18 * x) + 2) * x) - (10.0 / 3)) * x) + (16.0 / 9),
        _ => x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
    };
}
