using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>Discretization</c>.</summary>
public sealed class DiscretizationTests
{
    private static readonly double[] s_boundaries = [0, 1, 2.5];

    [Theory]
    [InlineData("\"bin_boundaries\": [0, 1, 2.5], \"num_bins\": null", "float32")]
    [InlineData("\"bin_boundaries\": [0, 1, 2.5], \"num_bins\": 4, \"epsilon\": 0.01, \"output_mode\": \"int\"", "float64")]
    [InlineData("\"bins\": [0, 1, 2.5]", "int32")]
    public void ANumberBecomesThatOfItsBucket(string config, string type)
    {
        var input = new Numbers([2, 4], [-1.5, 0, 0.9999, 1, 2, 3, 100, -100]).Map(value => type == "int32" ? Math.Truncate(value) : value);
        var expected = input.Map(value => s_boundaries.Count(boundary => boundary <= value));
        var model = KerasModel.OfLayer("Discretization", config, "null, 4", type);
        Assert.Equal(DataType.Int32, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(expected, input);
        model = KerasModel.OfKeras2Layer("Discretization", config, "null, null", type);
        Assert.Equal(DataType.Int64, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(expected, input);
    }

    [Theory]
    [InlineData("one_hot", "null, 1", 1)]
    [InlineData("multi_hot", "null, 3", 3)]
    [InlineData("count", "null, 3", 3)]
    public void BucketsAreEncoded(string mode, string shape, int width)
    {
        var input = Numbers.Random(5, -1, 4, [4, width]);
        var expected = Numbers.Make([4, 4], at => Enumerable.Range(0, width).Count(i => s_boundaries.Count(boundary => boundary <= input[at[0], i]) == at[1]) is var count && mode == "count" ? count : Math.Min(count, 1));
        string config = $"\"bin_boundaries\": [0, 1, 2.5], \"output_mode\": \"{mode}\"";
        KerasModel.OfLayer("Discretization", config, shape).AssertGives(expected, input);
        KerasModel.OfKeras2Layer("Discretization", config + ", \"dtype\": \"float32\"", shape).AssertGives(expected, input);
    }

    [Fact]
    public void TheTypeOfHalvesIsWidenedAndThatOfKeras2IsThePolicys()
    {
        KerasModel.OfLayer("Discretization", "\"bin_boundaries\": [0.5]", "null", "float16").AssertGives(Numbers.Of(0, 1, 1), Numbers.Of(0.25, 0.5, 4));
        Assert.Equal(DataType.Int32, KerasModel.OfKeras2Layer("Discretization", "\"bin_boundaries\": [0.5], \"dtype\": \"int32\"", "null").Signature.Outputs["layer"].DataType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"num_bins\": 4")]
    [InlineData("\"bins\": 4")]
    [InlineData("\"bin_boundaries\": 3")]
    [InlineData("\"bin_boundaries\": [[3]]")]
    [InlineData("\"bin_boundaries\": [\"a\"]")]
    [InlineData("\"bin_boundaries\": [3, 1]")]
    [InlineData("\"bin_boundaries\": [1, NaN]")]
    [InlineData("\"bin_boundaries\": [1], \"output_mode\": \"many\"")]
    [InlineData("\"bin_boundaries\": [1], \"output_mode\": \"count\", \"sparse\": true")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("Discretization", config);
}
