using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>TimeDistributed</c>.</summary>
public sealed class TimeDistributedTests
{
    private const string Dense = "\"layer\": {\"class_name\": \"Dense\", \"config\": {\"name\": \"dense\", \"units\": 3}}";

    [Theory]
    [InlineData("null, 4, 2", "[?, 4, 3]")]
    [InlineData("null, null, 2", "[?, ?, 3]")]
    [InlineData("2, null, 2", "[2, ?, 3]")]
    [InlineData("2, 4, 2", "[2, 4, 3]")]
    public void EachStepIsASample(string shape, string declared)
    {
        var model = KerasModel.OfLayer("TimeDistributed", Dense, shape);
        var (kernel, bias) = (model.Weights["layer/dense/kernel"], model.Weights["layer/dense/bias"]);
        var input = Numbers.Random(1, 2, 4, 2);
        model.AssertGives(Numbers.Make([2, 4, 3], at => bias[at[2]] + (input[at[0], at[1], 0] * kernel[0, at[2]]) + (input[at[0], at[1], 1] * kernel[1, at[2]])), input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
        if (!shape.StartsWith('2'))
        {
            model.AssertGives(new Numbers([0, 4, 3]), new Numbers([0, 4, 2]));
        }
    }

    [Fact]
    public void WholeModelsMayBeDistributed()
    {
        var model = KerasModel.OfKeras2Layer(
            "TimeDistributed",
            """
            "layer": {"class_name": "Sequential", "config": {"name": "inner", "layers": [
              {"class_name": "LSTM", "config": {"name": "lstm", "units": 3, "recurrent_activation": "sigmoid", "batch_input_shape": [null, 5, 2]}},
              {"class_name": "Dense", "config": {"name": "dense", "units": 1, "use_bias": false}}]}}
            """,
            "null, null, 5, 2");
        var input = Numbers.Random(2, 2, 3, 5, 2);
        var folded = new Numbers([6, 5, 2], input.Elements);
        var last = RecurrentModels.Lstm(model, "layer/inner/lstm/lstm_cell").Run(folded).Last;
        var kernel = model.Weights["layer/inner/dense/kernel"];
        model.AssertGives(Numbers.Make([2, 3, 1], at => Enumerable.Range(0, 3).Sum(u => last[(at[0] * 3) + at[1], u] * kernel[u, 0])), input);
    }

    [Fact]
    public void MasksOfStepsGoOn()
    {
        static bool Counts(int sample, int step) => step != sample;
        var model = KerasModel.Of($$$"""
            {"class_name":"Sequential","keras_version":"2.15.0","config":{"layers":[
              {"class_name":"Masking","config":{"name":"masking","batch_input_shape":[null,4,2]}},
              {"class_name":"TimeDistributed","config":{"name":"distributed",{{{Dense}}}}},
              {"class_name":"LSTM","config":{"name":"layer","units":2,"recurrent_activation":"sigmoid"}}]}}
            """);
        var (kernel, bias) = (model.Weights["distributed/dense/kernel"], model.Weights["distributed/dense/bias"]);
        var input = RecurrentModels.WithGaps(3, Counts, 2, 4, 2);
        var inner = Numbers.Make([2, 4, 3], at => bias[at[2]] + (input[at[0], at[1], 0] * kernel[0, at[2]]) + (input[at[0], at[1], 1] * kernel[1, at[2]]));
        model.AssertGives(RecurrentModels.Lstm(model).Run(inner, Counts).Last, input);
    }

    [Fact]
    public void MasksOfInnerStepsStayWithThem()
    {
        // Words of sentences: each sentence is an LSTM's, without the words 0.
        var model = KerasModel.Of("""
            {"class_name":"Sequential","keras_version":"2.15.0","config":{"layers":[
              {"class_name":"TimeDistributed","config":{"name":"words","batch_input_shape":[null,3,4],"layer":{"class_name":"Embedding","config":{"name":"embedding","input_dim":5,"output_dim":2,"mask_zero":true}}}},
              {"class_name":"TimeDistributed","config":{"name":"layer","layer":{"class_name":"LSTM","config":{"name":"lstm","units":2,"recurrent_activation":"sigmoid"}}}}]}}
            """);
        var table = model.Weights["words/embedding/embeddings"];
        var words = Numbers.RandomIntegers(4, 5, 2, 3, 4);
        var rows = Numbers.Make([6, 4, 2], at => table[(int)words[at[0] / 3, at[0] % 3, at[1]], at[2]]);
        var last = RecurrentModels.Lstm(model, "layer/lstm/lstm_cell").Run(rows, (sample, step) => words[sample / 3, sample % 3, step] != 0).Last;
        model.AssertGives(new Numbers([2, 3, 2], last.Elements), words);
    }

    [Theory]
    [InlineData("\"layer\": null", "null, 4, 2")]
    [InlineData(Dense, "null")]
    [InlineData("\"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3, \"stateful\": true}}", "2, 3, 4, 2")]
    [InlineData("\"layer\": {\"class_name\": \"LSTM\", \"config\": {\"name\": \"lstm\", \"units\": 3}}", "null, 4, 2")]
    public void OtherConfigurationsAreRefused(string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("TimeDistributed", config, shape));
}
