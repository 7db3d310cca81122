using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>LSTM</c>.</summary>
public sealed class LongShortTermTests
{
    [Fact]
    public void TheLastOutputIsGiven()
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 3", "null, 5, 4");
        var input = Numbers.Random(1, 2, 5, 4);
        model.AssertGives(RecurrentModels.Lstm(model).Run(input).Last, input);
        model.AssertGives(new Numbers([0, 3]), new Numbers([0, 5, 4]));
        Assert.Equal("[?, 3]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData("null, 5, 2", 5, "[?, 5, 3]")]
    [InlineData("null, null, 2", 7, "[?, ?, 3]")]
    [InlineData("null, null, 2", 1, "[?, ?, 3]")]
    [InlineData("2, 4, 2", 4, "[2, 4, 3]")]
    public void AllOutputsAreGiven(string shape, int steps, string declared)
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 3, \"return_sequences\": true, \"recurrent_activation\": \"sigmoid\", \"unroll\": false, \"implementation\": 1, \"dropout\": 0.5", shape);
        var input = Numbers.Random(2, 2, steps, 2);
        model.AssertGives(RecurrentModels.Lstm(model).Run(input).Sequence, input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData("\"use_bias\": false, \"activation\": \"relu\"", false)]
    [InlineData("\"activation\": null, \"unit_forget_bias\": true", true)]
    public void ActivationsAreThoseOfTheConfiguration(string config, bool isLinear)
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 2, " + config, "null, 3, 2");
        var input = Numbers.Random(3, 3, 3, 2);
        model.AssertGives(RecurrentModels.Lstm(model, activation: x => isLinear ? x : Math.Max(0, x)).Run(input).Last, input);
    }

    [Fact]
    public void GatesOfKeras2AreHardSigmoidWhereNothingIsSaid()
    {
        var model = KerasModel.OfKeras2Layer("LSTM", "\"units\": 2", "null, 3, 2");
        var input = Numbers.Random(4, 3, 3, 2).Map(value => 4 * value);
        model.AssertGives(RecurrentModels.Lstm(model, gate: Recurrence.OldHardSigmoid).Run(input).Last, input);
    }

    [Fact]
    public void StepsMayBeMadeFromTheLast()
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 2, \"go_backwards\": true, \"return_sequences\": true", "null, 4, 3");
        var input = Numbers.Random(5, 2, 4, 3);
        model.AssertGives((RecurrentModels.Lstm(model) with { GoesBackwards = true }).Run(input).Sequence, input);
    }

    [Fact]
    public void TimeMayBeTheFirstAxis()
    {
        var model = KerasModel.OfKeras2Layer("LSTM", "\"units\": 2, \"time_major\": true, \"return_sequences\": true, \"recurrent_activation\": \"sigmoid\"", "4, null, 3");
        var input = Numbers.Random(6, 4, 2, 3);
        var (sequence, _, _) = RecurrentModels.Lstm(model).Run(Numbers.Make([2, 4, 3], at => input[at[1], at[0], at[2]]));
        model.AssertGives(Numbers.Make([4, 2, 2], at => sequence[at[1], at[0], at[2]]), input);
        Assert.Equal("[4, ?, 2]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void StepsThatAreMaskedChangeNothing(bool sequences, bool zeroes)
    {
        static bool Counts(int sample, int step) => sample == 0 ? step < 3 : step != 1 && step != 0;
        var model = RecurrentModels.Masked("LSTM", $"\"units\": 3, \"return_sequences\": {(sequences ? "true" : "false")}, \"zero_output_for_mask\": {(zeroes ? "true" : "false")}", "null, null, 2");
        var input = RecurrentModels.WithGaps(7, Counts, 2, 5, 2);
        var (sequence, last, _) = (RecurrentModels.Lstm(model) with { ZeroesMasked = zeroes }).Run(input, Counts);
        model.AssertGives(sequences ? sequence : last, input);
    }

    [Fact]
    public void MasksAreTurnedRoundWithTheSteps()
    {
        static bool Counts(int sample, int step) => step > sample;
        var model = RecurrentModels.Masked("LSTM", "\"units\": 3, \"return_sequences\": true, \"go_backwards\": true", "null, 4, 2");
        var input = RecurrentModels.WithGaps(8, Counts, 3, 4, 2);
        model.AssertGives((RecurrentModels.Lstm(model) with { GoesBackwards = true }).Run(input, Counts).Sequence, input);
    }

    [Fact]
    public void StatesAreGivenWithTheOutput()
    {
        var model = RecurrentModels.OfCall("LSTM", "\"units\": 3, \"return_state\": true, \"return_sequences\": true", 3, $$$"""{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{"mask":null,"training":false}}""", "null, null, 2");
        var input = Numbers.Random(9, 2, 4, 2);
        var (sequence, _, states) = RecurrentModels.Lstm(model).Run(input);
        model.AssertGives([sequence, .. states], input);
    }

    [Theory]
    [InlineData("""{"args":[X0],"kwargs":{"initial_state":[X1,X2]}}""")]
    [InlineData("""{"args":[X0,[X1,X2]],"kwargs":{}}""")]
    [InlineData("""[["x0",0,0,{}],["x1",0,0,{}],["x2",0,0,{}]]""")]
    [InlineData("""[["x0",0,0,{"initial_state":[["x1",0,0],["x2",0,0]]}]]""")]
    public void StatesMayBeGiven(string call)
    {
        for (int i = 0; i < 3; i++)
        {
            call = call.Replace($"X{i}", RecurrentModels.T(i), StringComparison.Ordinal);
        }

        var model = RecurrentModels.OfCall("LSTM", "\"units\": 3", 1, call, "null, 4, 2", "null, 3", "null, 3");
        Numbers[] inputs = [Numbers.Random(10, 2, 4, 2), Numbers.Random(11, 2, 3), Numbers.Random(12, 2, 3)];
        model.AssertGives(RecurrentModels.Lstm(model).Run(inputs[0], null, inputs[1], inputs[2]).Last, inputs);
    }

    [Fact]
    public void AMaskMayBeGiven()
    {
        static bool Counts(int sample, int step) => step != sample + 1;
        var model = KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[
              {"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":[null,4,2]},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"x1","config":{"name":"x1","batch_shape":[null,4],"dtype":"bool"},"inbound_nodes":[]},
              {"class_name":"LSTM","name":"layer","config":{"name":"layer","units":3},"inbound_nodes":[{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{"mask":{{{RecurrentModels.T(1)}}}}}]}],
              "input_layers":[["x0",0,0],["x1",0,0]],"output_layers":[["layer",0,0]]}}
            """);
        var input = Numbers.Random(13, 2, 4, 2);
        model.AssertGives(RecurrentModels.Lstm(model).Run(input, Counts).Last, input, Numbers.Make([2, 4], at => Counts(at[0], at[1]) ? 1 : 0));
    }

    [Fact]
    public void DoublesAreComputedAsSuch()
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 2, \"dtype\": \"float64\", \"return_sequences\": true", "null, 3, 2", "float64");
        var input = Numbers.Random(14, 2, 3, 2);
        model.AssertGives(RecurrentModels.Lstm(model).Run(input).Sequence, input);
        Assert.Equal(DataType.Double, model.Signature.Outputs["layer"].DataType);
    }

    [Fact]
    public void MixedPrecisionGivesHalves()
    {
        var model = KerasModel.OfLayer("LSTM", "\"units\": 2, \"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"mixed_float16\"}}", "null, 3, 2");
        Assert.Equal(DataType.Half, model.Signature.Outputs["layer"].DataType);
        var input = Numbers.Random(15, 2, 3, 2);
        var (expected, found) = (RecurrentModels.Lstm(model).Run(input).Last, model.Run(input));
        Assert.All(expected.Elements.Zip(found.Elements), pair => Assert.InRange(pair.First - pair.Second, -0.01, 0.01));
    }

    [Fact]
    public void ArraysOfKeras1ArePartsOfTheWeights()
    {
        var model = KerasModel.Of("""
            {"class_name":"Sequential","keras_version":"1.2.2","config":[{"class_name":"LSTM","config":{"name":"layer","batch_input_shape":[null,3,2],"output_dim":2,"inner_activation":"hard_sigmoid","activation":"tanh","consume_less":"cpu"}}]}
            """);
        var input = Numbers.Random(16, 2, 3, 2);
        model.AssertGives(RecurrentModels.Lstm(model, gate: Recurrence.OldHardSigmoid).Run(input).Last, input);
        var parts = model.Graph.Layers.Single().Weights.Parts.Single().LegacyParts;
        Assert.Equal(["W_i", "U_i", "b_i", "W_c", "U_c", "b_c", "W_f", "U_f", "b_f", "W_o", "U_o", "b_o"], parts.Select(part => part.Name));
        Assert.Equal([0, 0, 0, 2, 2, 2, 1, 1, 1, 3, 3, 3], parts.Select(part => part.Block));
    }

    [Fact]
    public void FilesOfKeras3HoldWeightsInTheCell()
    {
        var weights = KerasModel.OfLayer("LSTM", "\"units\": 3", "null, 5, 4").Graph.Layers[^1].Weights;
        Assert.Empty(weights.Own);
        Assert.Equal("layers/lstm/cell", weights.Parts.Single().Groups[0]);
        Assert.Equal(["kernel", "recurrent_kernel", "bias"], weights.All.Select(weight => weight.Name));
    }
}
