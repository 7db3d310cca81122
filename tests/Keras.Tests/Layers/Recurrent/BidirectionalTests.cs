using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>Bidirectional</c>.</summary>
public sealed class BidirectionalTests
{
    private const string Forward = "layer/forward_lstm/lstm_cell", Backward = "layer/backward_lstm/lstm_cell";

    [Theory]
    [InlineData("\"concat\"", true)]
    [InlineData("\"concat\"", false)]
    [InlineData("\"sum\"", true)]
    [InlineData("\"mul\"", false)]
    [InlineData("\"ave\"", true)]
    public void BothWaysAreMerged(string merge, bool sequences)
    {
        var model = KerasModel.OfKeras2Layer("Bidirectional", $"\"merge_mode\": {merge}, {Lstm(sequences)}", "null, 4, 2");
        var input = Numbers.Random(1, 2, 4, 2);
        model.AssertGives(Expected(model, merge.Trim('"'), sequences, input), input);
        Assert.Equal($"[?, {(sequences ? "4, " : "")}{(merge == "\"concat\"" ? 6 : 3)}]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void Keras3WritesBothLayers()
    {
        var model = KerasModel.OfLayer(
            "Bidirectional",
            """
            "merge_mode": "concat",
            "layer": {"class_name": "LSTM", "module": "keras.layers", "config": {"name": "forward_lstm", "units": 3, "return_sequences": true}},
            "backward_layer": {"class_name": "LSTM", "module": "keras.layers", "config": {"name": "backward_lstm", "units": 3, "return_sequences": true, "go_backwards": true}}
            """,
            "null, null, 2");
        var input = Numbers.Random(2, 2, 5, 2);
        model.AssertGives(Expected(model, "concat", true, input), input);
        Assert.Equal(["layers/bidirectional/forward_layer", "layers/bidirectional/backward_layer"], model.Graph.Layers[^1].Weights.Parts.Select(part => part.Groups[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void MaskedStepsAreLeftOutBothWays(bool sequences)
    {
        // The backward layer begins at the end, where most masks are.
        static bool Counts(int sample, int step) => step < 2 + sample;
        var model = RecurrentModels.Masked("Bidirectional", Lstm(sequences), "null, 5, 2", "2.15.0");
        var input = RecurrentModels.WithGaps(3, Counts, 3, 5, 2);
        model.AssertGives(Expected(model, "concat", sequences, input, Counts), input);
    }

    [Fact]
    public void WithoutAMergeBothAreGivenAndThenTheStates()
    {
        var model = RecurrentModels.OfCall(
            "Bidirectional",
            "\"merge_mode\": null, \"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3, \"return_state\": true}}",
            6,
            $$$"""{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{"initial_state":[{{{RecurrentModels.T(1)}}},{{{RecurrentModels.T(2)}}},{{{RecurrentModels.T(3)}}},{{{RecurrentModels.T(4)}}}]}}""",
            "null, 4, 2",
            "null, 3",
            "null, 3",
            "null, 3",
            "null, 3");
        Numbers[] inputs = [Numbers.Random(4, 2, 4, 2), .. Enumerable.Range(5, 4).Select(seed => Numbers.Random(seed, 2, 3))];
        var (_, last, states) = RecurrentModels.Lstm(model, Forward).Run(inputs[0], null, inputs[1], inputs[2]);
        var (_, lastBack, statesBack) = (RecurrentModels.Lstm(model, Backward) with { GoesBackwards = true }).Run(inputs[0], null, inputs[3], inputs[4]);
        model.AssertGives([last, lastBack, .. states, .. statesBack], inputs);
    }

    [Theory]
    [InlineData("\"layer\": {\"class_name\": \"Dense\", \"config\": {\"name\": \"dense\", \"units\": 3}}")]
    [InlineData("\"merge_mode\": \"max\", \"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3}}")]
    [InlineData("\"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3}}, \"backward_layer\": {\"class_name\": \"GRU\", \"config\": {\"name\": \"gru\", \"units\": 3, \"return_sequences\": true}}")]
    [InlineData("\"layer\": 3")]
    [InlineData("\"layer\": null")]
    public void OtherConfigurationsAreRefused(string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Bidirectional", config, "null, 4, 2"));

    private static string Lstm(bool sequences) =>
        "\"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3, \"recurrent_activation\": \"sigmoid\", \"return_sequences\": " + (sequences ? "true" : "false") + "}}";

    private static Numbers Expected(KerasModel model, string merge, bool sequences, Numbers input, Func<int, int, bool>? counts = null)
    {
        var forward = RecurrentModels.Lstm(model, Forward).Run(input, counts);
        var backward = (RecurrentModels.Lstm(model, Backward) with { GoesBackwards = true }).Run(input, counts);
        int units = forward.Last.Shape[1], time = input.Shape[1];
        int[] shape = sequences ? [input.Shape[0], time, merge == "concat" ? 2 * units : units] : [input.Shape[0], merge == "concat" ? 2 * units : units];
        return Numbers.Make(shape, at =>
        {
            double Left(int u) => sequences ? forward.Sequence[at[0], at[1], u] : forward.Last[at[0], u];
            double Right(int u) => sequences ? backward.Sequence[at[0], time - 1 - at[1], u] : backward.Last[at[0], u];
            int u = at[^1];
            return merge switch
            {
                "sum" => Left(u) + Right(u),
                "mul" => Left(u) * Right(u),
                "ave" => (Left(u) + Right(u)) / 2,
                _ => u < units ? Left(u) : Right(u - units),
            };
        });
    }
}
