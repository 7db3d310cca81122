using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>RNN</c> of cells, and the layers of cuDNN.</summary>
public sealed class RecurrentCellTests
{
    [Theory]
    [InlineData("LSTMCell", "lstm_cell")]
    [InlineData("GRUCell", "gru_cell")]
    [InlineData("SimpleRNNCell", "simple_rnn_cell")]
    public void ACellMayStandAlone(string className, string name)
    {
        var model = KerasModel.OfLayer("RNN", $"\"return_sequences\": true, \"cell\": {{\"class_name\": \"{className}\", \"config\": {{\"name\": \"c\", \"units\": 3}}}}", "null, 4, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/" + name);
        var recurrence = className switch
        {
            "LSTMCell" => Recurrence.Lstm(kernel, recurrent, bias),
            "GRUCell" => Recurrence.Gru(kernel, recurrent, bias, true),
            _ => Recurrence.Simple(kernel, recurrent, bias),
        };
        var input = Numbers.Random(1, 2, 4, 2);
        model.AssertGives(recurrence.Run(input).Sequence, input);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CellsMayBeStacked(bool reverses)
    {
        string cells = $$$"""
            "return_state": true, "cell": {"class_name": "StackedRNNCells", "config": {"name": "stack", "reverse_state_order": {{{(reverses ? "true" : "false")}}}, "cells": [
              {"class_name": "LSTMCell", "config": {"name": "a", "units": 3}}, {"class_name": "GRUCell", "config": {"name": "b", "units": 2, "use_bias": false}}, {"class_name": "LSTMCell", "config": {"name": "c", "units": 4}}]}}
            """;
        var model = RecurrentModels.OfCall("RNN", cells, 6, $$$"""{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{}}""", "null, 4, 2");
        const string Stack = "layer/stacked_rnn_cells/";
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, Stack + "1/gru_cell");
        var input = Numbers.Random(2, 2, 4, 2);
        var (_, last, states) = RecurrentModels.Lstm(model, Stack + "0/lstm_cell").Then(Recurrence.Gru(kernel, recurrent, bias, true)).Then(RecurrentModels.Lstm(model, Stack + "2/lstm_cell")).Run(input);
        int[] order = reverses ? [3, 4, 2, 0, 1] : [0, 1, 2, 3, 4];
        model.AssertGives([last, .. order.Select(i => states[i])], input);
        Assert.Equal(["layers/rnn/cell/cells/lstm_cell", "layers/rnn/cell/cells/gru_cell", "layers/rnn/cell/cells/lstm_cell_1"], model.Graph.Layers[^1].Weights.Parts.Single().Parts.Select(part => part.Groups[0]));
    }

    [Fact]
    public void WeightsOfCudnnLieInAnotherOrder()
    {
        var model = KerasModel.OfKeras2Layer("CuDNNLSTM", "\"units\": 3, \"return_sequences\": true", "null, 4, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model);
        Assert.Equal([24], bias!.Shape);
        var input = Numbers.Random(3, 2, 4, 2);
        var sum = Numbers.Make([12], at => bias[at[0]] + bias[12 + at[0]]);
        model.AssertGives(Recurrence.Lstm(InputKernel(kernel, 4), Transposed(recurrent, 4), sum).Run(input).Sequence, input);
    }

    [Fact]
    public void AGruOfCudnnHasTwoBiases()
    {
        var model = KerasModel.OfKeras2Layer("CuDNNGRU", "\"units\": 3", "null, 4, 2");
        var (kernel, recurrent, bias) = RecurrentModels.WeightsOf(model, "layer/gru_cell");
        var input = Numbers.Random(4, 2, 4, 2);
        model.AssertGives(Recurrence.Gru(InputKernel(kernel, 3), Transposed(recurrent, 3), new Numbers([2, 9], bias!.Elements), true).Run(input).Last, input);
    }

    [Theory]
    [InlineData("\"cell\": {\"class_name\": \"MinimalCell\", \"registered_name\": \"Custom>MinimalCell\", \"config\": {\"units\": 3}}")]
    [InlineData("\"cell\": {\"class_name\": \"Dense\", \"config\": {\"units\": 3}}")]
    [InlineData("\"cell\": {\"class_name\": \"StackedRNNCells\", \"config\": {\"cells\": []}}")]
    [InlineData("\"cell\": {\"class_name\": \"StackedRNNCells\", \"config\": {\"cells\": [{\"class_name\": \"LSTMCell\", \"config\": {\"units\": 3}}, 7]}}")]
    [InlineData("\"cell\": {\"class_name\": \"LSTMCell\", \"config\": {}}")]
    [InlineData("\"cell\": []")]
    [InlineData("\"num_constants\": 1, \"cell\": {\"class_name\": \"LSTMCell\", \"config\": {\"units\": 3}}")]
    public void OtherCellsAreRefused(string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("RNN", config, "null, 4, 2"));

    [Theory]
    [InlineData("\"units\": 0", "null, 4, 2")]
    [InlineData("\"units\": -3", "null, 4, 2")]
    [InlineData("\"units\": 2147483647", "null, 4, 2")]
    [InlineData("\"units\": \"many\"", "null, 4, 2")]
    [InlineData("", "null, 4, 2")]
    [InlineData("\"units\": 3", "null, 4")]
    [InlineData("\"units\": 3", "null, 4, 2, 2")]
    [InlineData("\"units\": 3", "null, 4, null")]
    [InlineData("\"units\": 3, \"activation\": \"magic\"", "null, 4, 2")]
    [InlineData("\"units\": 3, \"activation\": {\"class_name\": \"PReLU\", \"config\": {\"name\": \"p\"}}", "null, 4, 2")]
    [InlineData("\"units\": 3, \"return_sequences\": \"yes\"", "null, 4, 2")]
    [InlineData("\"units\": 3, \"stateful\": true", "null, 4, 2")]
    public void AbsurdConfigurationsAreRefused(string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("LSTM", config, shape));

    [Fact]
    public void StatesThatDoNotFitAreRefused()
    {
        Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge("LSTM", "\"units\": 3", "null, 4, 2", "null, 3"));
        Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge("LSTM", "\"units\": 3", "null, 4, 2", "null, 3", "null, 2"));
        Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge("LSTM", "\"units\": 3", "null, 4, 2", "null, 3", "null, 3, 3"));
    }

    // A gate's kernel [inputs, units] is what lies row by row, read as [units, inputs] and turned.
    private static Numbers InputKernel(Numbers kernel, int gates)
    {
        int inputs = kernel.Shape[0], units = kernel.Shape[1] / gates;
        return Numbers.Make([inputs, gates * units], at =>
        {
            int gate = at[1] / units, place = ((at[1] % units) * inputs) + at[0];
            return kernel[place / units, (gate * units) + (place % units)];
        });
    }

    private static Numbers Transposed(Numbers kernel, int gates)
    {
        int units = kernel.Shape[0];
        return Numbers.Make([units, gates * units], at => kernel[at[1] % units, (at[1] / units * units) + at[0]]);
    }
}
