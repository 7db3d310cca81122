using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>GRU</c> and <c>SimpleRNN</c>.</summary>
public sealed class GatedUnitTests
{
    [Theory]
    [InlineData("\"reset_after\": true", true)]
    [InlineData("\"reset_after\": true, \"use_bias\": false", true)]
    [InlineData("\"reset_after\": false", false)]
    [InlineData("\"reset_after\": false, \"use_bias\": false", false)]
    [InlineData("\"return_sequences\": true", true)]
    public void TheGateIsAFactorBeforeOrAfterTheProduct(string config, bool resetsAfter)
    {
        var model = KerasModel.OfLayer("GRU", "\"units\": 3, " + config, "null, 4, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/gru_cell");
        var input = Numbers.Random(1, 2, 4, 2);
        var (sequence, last, _) = Recurrence.Gru(kernel, recurrent, bias, resetsAfter).Run(input);
        model.AssertGives(config.Contains("sequences", StringComparison.Ordinal) ? sequence : last, input);
    }

    [Theory]
    [InlineData("2.1.2", "units")]
    [InlineData("1.2.2", "output_dim")]
    public void EarlierGenerationsResetBefore(string version, string units)
    {
        var model = KerasModel.Of($$$"""
            {"class_name":"Sequential","keras_version":"{{{version}}}","config":[{"class_name":"GRU","config":{"name":"layer","batch_input_shape":[null,4,2],"{{{units}}}":3}}]}
            """);
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/gru_cell");
        var input = Numbers.Random(2, 2, 4, 2);
        model.AssertGives(Recurrence.Gru(kernel, recurrent, bias, false, Recurrence.OldHardSigmoid).Run(input).Last, input);
        Assert.Equal(version[0] == '1' ? 9 : 0, model.Graph.Layers.Single().Weights.Parts.Single().LegacyParts.Count);
    }

    [Fact]
    public void MaskedStepsOfAGruChangeNothing()
    {
        static bool Counts(int sample, int step) => step % 2 == sample % 2;
        var model = RecurrentModels.Masked("GRU", "\"units\": 3, \"return_sequences\": true", "null, 5, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/gru_cell");
        var input = RecurrentModels.WithGaps(3, Counts, 2, 5, 2);
        model.AssertGives(Recurrence.Gru(kernel, recurrent, bias, true).Run(input, Counts).Sequence, input);
    }

    [Theory]
    [InlineData("\"units\": 3")]
    [InlineData("\"units\": 1, \"activation\": \"relu\", \"use_bias\": false")]
    [InlineData("\"units\": 3, \"go_backwards\": true, \"unroll\": true")]
    public void ASimpleLayerIsAProductAndAnActivation(string config)
    {
        var model = KerasModel.OfKeras2Layer("SimpleRNN", config + ", \"return_sequences\": true", "null, null, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/simple_rnn_cell");
        var input = Numbers.Random(4, 2, 4, 2);
        var recurrence = Recurrence.Simple(kernel, recurrent, bias, config.Contains("relu", StringComparison.Ordinal) ? x => Math.Max(0, x) : null) with { GoesBackwards = config.Contains("backwards", StringComparison.Ordinal) };
        model.AssertGives(recurrence.Run(input).Sequence, input);
    }
}
