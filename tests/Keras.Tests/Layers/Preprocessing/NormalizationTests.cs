using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>Normalization</c>.</summary>
public sealed class NormalizationTests
{
    [Theory]
    [InlineData("\"axis\": -1, \"mean\": null, \"variance\": null", new[] { 3 })]
    [InlineData("", new[] { 3 })]
    [InlineData("\"axis\": [-1, 1]", new[] { 1, 3 })]
    [InlineData("\"axis\": null", new int[0])]
    [InlineData("\"axis\": [1], \"invert\": true", new[] { 1 })]
    public void AdaptedMeansAndVariancesAreOfTheKeptAxes(string config, int[] kept)
    {
        var input = Numbers.Random(1, 2, 3, 4, 5);
        KerasModel[] models = [KerasModel.OfLayer("Normalization", config, "null, 3, 4, 5"), KerasModel.OfKeras2Layer("Normalization", config, "null, 3, 4, 5")];
        foreach (var model in models)
        {
            Assert.Equal(["layer/mean", "layer/variance", "layer/count"], model.Weights.Keys);
            Assert.Equal(DataType.Int64, model.Graph.Weights.All.Last().DataType);
            var (mean, variance) = (model.Weights["layer/mean"], model.Weights["layer/variance"]);
            Assert.Equal(kept.Select(axis => input.Shape[axis]), mean.Shape);
            model.AssertGives(
                Numbers.Make([2, 3, 4, 5], at =>
                {
                    int[] place = [.. kept.Select(axis => at[axis])];
                    double deviation = Math.Max(Math.Sqrt(variance[place]), 1e-7);
                    return config.Contains("invert") ? mean[place] + (input[at] * deviation) : (input[at] - mean[place]) / deviation;
                }),
                input);
        }
    }

    [Theory]
    [InlineData("\"axis\": -1, \"mean\": [1, 2, 3], \"variance\": [4, 9, 0]", new double[] { 1, 2, 3 }, new double[] { 4, 9, 0 })]
    [InlineData("\"mean\": [[1, 2, 3]], \"variance\": [[4, 9, 16]]", new double[] { 1, 2, 3 }, new double[] { 4, 9, 16 })]
    [InlineData("\"axis\": null, \"mean\": 2, \"variance\": 4", new double[] { 2, 2, 2 }, new double[] { 4, 4, 4 })]
    [InlineData("\"axis\": [-1], \"mean\": 2, \"variance\": 4", new double[] { 2, 2, 2 }, new double[] { 4, 4, 4 })]
    public void GivenMeansAndVariancesNeedNoWeights(string config, double[] mean, double[] variance)
    {
        var input = Numbers.RandomIntegers(2, 9, 4, 3);
        var expected = Numbers.Make([4, 3], at => (input[at] - mean[at[1]]) / Math.Max(Math.Sqrt(variance[at[1]]), 1e-7));
        foreach (var model in (KerasModel[])[KerasModel.OfLayer("Normalization", config, "null, 3", "int32"), KerasModel.OfKeras2Layer("Normalization", config, "null, 3", "int64")])
        {
            Assert.Empty(model.Weights);
            model.AssertGives(expected, input);
        }
    }

    [Fact]
    public void GivenMeansStandAlongTheKeptAxisAndOtherAxesMayBeUnknown()
    {
        var input = Numbers.Random(3, 2, 3, 4);
        double[] mean = [1, 2, 3];
        KerasModel.OfLayer("Normalization", "\"axis\": 1, \"mean\": [1, 2, 3], \"variance\": [1, 4, 9], \"dtype\": \"float64\"", "null, 3, null")
            .AssertGives(Numbers.Make([2, 3, 4], at => (input[at] - mean[at[1]]) / mean[at[1]]), input);
    }

    [Theory]
    [InlineData("\"axis\": 2")]
    [InlineData("\"axis\": [1, -1]")]
    [InlineData("\"axis\": 0")]
    [InlineData("\"axis\": \"last\"")]
    [InlineData("\"axis\": [[1]]")]
    [InlineData("\"mean\": 1")]
    [InlineData("\"mean\": 1, \"variance\": \"one\"")]
    [InlineData("\"mean\": [1, 2], \"variance\": [1, 2]")]
    [InlineData("\"mean\": [[[1]]], \"variance\": [[[1]]]")]
    [InlineData("\"axis\": null, \"mean\": [1, 2, 3, 4], \"variance\": [1, 2, 3, 4]")]
    [InlineData("\"axis\": 1e30")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("Normalization", config);
}
