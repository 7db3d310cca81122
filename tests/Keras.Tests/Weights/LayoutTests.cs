using TypedModels.Formats;
using TypedModels.Keras.Files;
using TypedModels.Keras.Tests.Support;
using TypedModels.Keras.Weights;

namespace TypedModels.Keras.Tests.Weights;

/// <summary>Which array of a file is which weight, in the layouts of every generation. <c>make_fixtures.py</c> says which numbers belong where.</summary>
public sealed class LayoutTests
{
    private const int Kernel = 0, Bias = 100, SecondKernel = 200, SecondBias = 300;

    [Theory]
    [InlineData("keras2.h5")]
    [InlineData("keras3.keras")]
    [InlineData("windows.keras")]
    [InlineData("keras2_13.keras")]
    public void AWholeModelFindsItsWeights(string file) => AssertFirsts(WeightFixture.Read(file, file), ("first/kernel", Kernel), ("first/bias", Bias), ("second/kernel", SecondKernel), ("second/bias", SecondBias));

    [Fact]
    public void Keras1CallsThemOtherwise() =>
        AssertFirsts(WeightFixture.Read("keras1.h5", "keras1.h5"), ("dense_1/kernel", Kernel), ("dense_1/bias", Bias), ("dense_2/kernel", SecondKernel), ("dense_2/bias", SecondBias));

    [Fact]
    public void GatesThatKeras1KeptApartLieSideBySide()
    {
        var weights = WeightFixture.Read("keras1_lstm.h5", "keras1_lstm.h5");
        float[] row = [10, 10, 30, 30, 20, 20, 40, 40];
        Assert.Equal([.. row, .. row, .. row], weights["lstm_1/lstm_cell/kernel"]);
        Assert.Equal(row.Concat(row).Select(value => value + 1), weights["lstm_1/lstm_cell/recurrent_kernel"]);
        Assert.Equal(row.Select(value => value + 2), weights["lstm_1/lstm_cell/bias"]);
    }

    [Fact]
    public void KernelsOfTheanoAreTurnedRound()
    {
        // [filter, channel, row, column] in the file; [row, column, channel, filter] here.
        var expected = from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 3) from filter in Enumerable.Range(0, 2) select (float)((filter * 6) + ((1 - row) * 3) + (2 - column));
        Assert.Equal(expected, WeightFixture.Read("theano.h5", "theano.h5")["conv/kernel"]);
    }

    [Fact]
    public void TheStateOfARandomGeneratorIsNoWeight() => AssertFirsts(WeightFixture.Read("random_state.h5", "random_state.h5"), ("first/kernel", Kernel), ("first/bias", Bias));

    [Theory]
    [InlineData("keras2_weights.h5")]
    [InlineData("split_names_weights.h5")]
    [InlineData("other_names_weights.h5")]
    [InlineData("float64_weights.h5")]
    [InlineData("keras3.keras")]
    public void WeightsAloneAreToldByTheOrderOfLayers(string file) =>
        AssertFirsts(WeightFixture.Read("keras2.h5", file), ("first/kernel", Kernel), ("first/bias", Bias), ("second/kernel", SecondKernel), ("second/bias", SecondBias));

    [Fact]
    public void ANameInTheFileCountsMoreThanThePlace() => AssertFirsts(WeightFixture.Read("keras3.keras", "swapped.keras"), ("first/kernel", Kernel), ("second/kernel", SecondKernel));

    [Fact]
    public void NamesThatPythonNumberedAnewDoNotCount() =>
        AssertFirsts(WeightFixture.Read("keras3.keras", "renumbered.keras"), ("first/kernel", Kernel), ("first/bias", Bias), ("second/kernel", SecondKernel), ("second/bias", SecondBias));

    [Fact]
    public void ByNameALayerIsWholeOrAnotherOne()
    {
        var error = Assert.Throws<ModelFormatException>(() => WeightFixture.Match("keras2.h5", "half_layer_weights.h5", byName: true));
        Assert.Contains("a layer 'second' without its weights bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelInAModelHasItsTrainedWeightsFirst() => AssertFirsts(
        WeightFixture.Read("nested.h5", "nested.h5"),
        ("inner/first/kernel", Kernel), ("inner/norm/gamma", 400), ("inner/norm/beta", 500), ("inner/second/bias", SecondBias), ("inner/norm/moving_mean", 600), ("inner/norm/moving_variance", 700));

    [Fact]
    public void ByNameLayersThatOneSideHasArePassedOver()
    {
        var match = WeightFixture.Match("keras2.h5", "by_name_weights.h5", byName: true);
        Assert.Equal(["second/bias", "second/kernel"], match.Found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["stranger/stranger/kernel:0"], match.Unexpected.Select(stored => stored.Name));
    }

    [Fact]
    public void AFileOfOtherLayersIsToldByNamesSoThatTheErrorSaysWhatIsMissing()
    {
        var match = WeightFixture.Match("nested.h5", "keras2_weights.h5", byName: false);
        Assert.Empty(match.Found);
        Assert.Equal(4, match.Unexpected.Count);
    }

    [Fact]
    public void TheOptimizersStateIsNoWeight() => Assert.Empty(WeightFixture.Match("keras3.keras", "keras3.keras", byName: false).Unexpected);

    [Fact]
    public void WeightsAreListedByTheNamesThatKerasGaveThem()
    {
        using var checkpoint = new NamedWeights().Open(WeightFixture.PathOf("keras2_weights.h5"), byName: false);
        Assert.Equal(["first/bias", "first/kernel", "second/bias", "second/kernel"], checkpoint.Keys);
    }

    [Fact]
    public void AFileOfWeightsIsNoModel()
    {
        using var file = KerasFile.Open(WeightFixture.PathOf("keras2_weights.h5"));
        var error = Assert.Throws<ModelFormatException>(() => file.ReadConfig());
        Assert.Contains("The file holds weights alone", error.Message, StringComparison.Ordinal);
        Assert.True(KerasFile.HoldsWeightsAlone(WeightFixture.PathOf("keras2_weights.h5")));
        Assert.False(KerasFile.HoldsWeightsAlone(WeightFixture.PathOf("keras2.h5")));
    }

    private static void AssertFirsts(IReadOnlyDictionary<string, float[]> weights, params (string Name, int First)[] expected)
    {
        foreach (var (name, first) in expected)
        {
            Assert.Equal(Enumerable.Range(first, weights[name].Length).Select(number => (float)number), weights[name]);
        }
    }
}
