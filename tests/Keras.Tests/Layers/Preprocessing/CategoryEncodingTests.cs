using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>CategoryEncoding</c>.</summary>
public sealed class CategoryEncodingTests
{
    [Theory]
    [InlineData("multi_hot", "num_tokens", "int32")]
    [InlineData("binary", "max_tokens", "int64")]
    [InlineData("count", "num_tokens", "float32")]
    public void NumbersOfARowAreMarkedOrCounted(string mode, string tokens, string type)
    {
        string config = $"\"{tokens}\": 5, \"output_mode\": \"{mode}\"";
        foreach (int batch in (int[])[3, 0])
        {
            var input = Numbers.RandomIntegers(3, 5, batch, 4);
            var expected = Numbers.Make([batch, 5], at => Enumerable.Range(0, 4).Count(i => input[at[0], i] == at[1]) is var count && mode == "count" ? count : Math.Min(count, 1));
            KerasModel.OfLayer("CategoryEncoding", config, "null, 4", type).AssertGives(expected, input);
            KerasModel.OfKeras2Layer("CategoryEncoding", config, "null, null", type).AssertGives(expected, input);
        }
    }

    [Theory]
    [InlineData("null", new[] { 3 })]
    [InlineData("null, 1", new[] { 3, 1 })]
    public void ANumberIsARowWithAOne(string shape, int[] lengths)
    {
        var input = new Numbers(lengths, [2, 0, 1]);
        var expected = Numbers.Make([3, 4], at => input.Elements[at[0]] == at[1] ? 1 : 0);
        KerasModel.OfLayer("CategoryEncoding", "\"num_tokens\": 4, \"output_mode\": \"one_hot\"", shape, "int32").AssertGives(expected, input);
        KerasModel.OfKeras2Layer("CategoryEncoding", "\"num_tokens\": 4, \"output_mode\": \"one_hot\", \"dtype\": \"float64\"", shape, "int32").AssertGives(expected, input);
    }

    [Fact]
    public void Keras3EncodesFurtherAxes()
    {
        var input = Numbers.RandomIntegers(4, 3, 2, 5, 2);
        KerasModel.OfLayer("CategoryEncoding", "\"num_tokens\": 3, \"output_mode\": \"one_hot\"", "null, 5, 2", "int64").AssertGives(Numbers.Make([2, 5, 2, 3], at => input[at[0], at[1], at[2]] == at[3] ? 1 : 0), input);
        KerasModel.OfLayer("CategoryEncoding", "\"num_tokens\": 3, \"output_mode\": \"count\"", "null, 5, 2", "int64")
            .AssertGives(Numbers.Make([2, 2, 3], at => Enumerable.Range(0, 5).Count(i => input[at[0], i, at[1]] == at[2])), input);
    }

    [Theory]
    [InlineData("3.5.0")]
    [InlineData("2.15.0")]
    public void CountsMayBeWeighted(string version)
    {
        bool isNew = version[0] == '3';
        string shape = isNew ? "batch_shape" : "batch_input_shape";
        string call = isNew ? $$$"""{"args":[{{{KerasModel.Tensor("a")}}}],"kwargs":{"count_weights":{{{KerasModel.Tensor("b")}}}}}""" : """[["a",0,0,{"count_weights":["b",0,0]}]]""";
        var model = KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"{{{version}}}","config":{"name":"m","layers":[
              {"class_name":"InputLayer","name":"a","config":{"name":"a","{{{shape}}}":[null,3],"dtype":"int32"},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"b","config":{"name":"b","{{{shape}}}":[null,3],"dtype":"float32"},"inbound_nodes":[]},
              {"class_name":"CategoryEncoding","name":"c","config":{"name":"c","num_tokens":4,"output_mode":"count"},"inbound_nodes":[{{{call}}}]}],
              "input_layers":[["a",0,0],["b",0,0]],"output_layers":[["c",0,0]]}}
            """);
        var (numbers, weights) = (Numbers.RandomIntegers(1, 4, 2, 3), Numbers.Random(2, 2, 3));
        model.AssertGives(Numbers.Make([2, 4], at => Enumerable.Range(0, 3).Where(i => numbers[at[0], i] == at[1]).Sum(i => weights[at[0], i])), numbers, weights);
    }

    [Fact]
    public void Keras2RefusesNumbersThatAreNoTokens()
    {
        KerasModel.OfKeras2Layer("CategoryEncoding", "\"num_tokens\": 4", "null, 2", "int32").AssertCallFails(new Numbers([1, 2], [1, 4]));
        KerasModel.OfLayer("CategoryEncoding", "\"num_tokens\": 4", "null, 2", "int32").AssertGives(new Numbers([1, 4], [0, 1, 0, 0]), new Numbers([1, 2], [1, 4]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"num_tokens\": null")]
    [InlineData("\"num_tokens\": 0")]
    [InlineData("\"num_tokens\": -3")]
    [InlineData("\"num_tokens\": 99999999999")]
    [InlineData("\"num_tokens\": 3, \"output_mode\": \"int\"")]
    [InlineData("\"num_tokens\": 3, \"output_mode\": 4")]
    [InlineData("\"num_tokens\": 3, \"sparse\": true")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("CategoryEncoding", config, "null, 4", "int32");
}
