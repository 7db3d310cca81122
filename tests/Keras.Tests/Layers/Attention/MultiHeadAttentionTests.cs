using TypedModels.Formats;
using TypedModels.Keras.Tests.Layers.Recurrent;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Attention;

/// <summary><c>MultiHeadAttention</c> and <c>GroupedQueryAttention</c>.</summary>
public sealed class MultiHeadAttentionTests
{
    private static readonly string s_self = $$$"""{"args":[{{{RecurrentModels.T(0)}}},{{{RecurrentModels.T(0)}}}],"kwargs":{"query_mask":null,"return_attention_scores":false}}""";

    [Theory]
    [InlineData("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 3", "null, 5, 4", "[?, 5, 4]")]
    [InlineData("MultiHeadAttention", "\"num_heads\": 3, \"key_dim\": 2, \"value_dim\": 4, \"use_bias\": false, \"flash_attention\": null", "null, null, 4", "[?, ?, 4]")]
    [InlineData("MultiHeadAttention", "\"num_heads\": 1, \"key_dim\": 2, \"output_shape\": 6", "2, 5, 4", "[2, 5, 6]")]
    [InlineData("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 2, \"output_shape\": [2, 3], \"attention_axes\": [1]", "null, 5, 4", "[?, 5, 2, 3]")]
    [InlineData("GroupedQueryAttention", "\"head_dim\": 3, \"num_query_heads\": 4, \"num_key_value_heads\": 2", "null, 5, 4", "[?, 5, 4]")]
    [InlineData("GroupQueryAttention", "\"head_dim\": 2, \"num_query_heads\": 3, \"num_key_value_heads\": 1, \"use_bias\": false", "null, null, 4", "[?, ?, 4]")]
    [InlineData("GroupedQueryAttention", "\"head_dim\": 2, \"num_query_heads\": 2, \"num_key_value_heads\": 2", "null, 5, 4", "[?, 5, 4]")]
    public void StepsMayLookAtEachOther(string className, string config, string shape, string declared)
    {
        var model = RecurrentModels.OfCall(className, config, 1, s_self, shape);
        var input = Numbers.Random(1, 2, 5, 4);
        model.AssertGives(AttentionReference.Heads(WeightsOf(model), input, input, input).Result, input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData("""{"args":[X0,X1,X2],"kwargs":{"return_attention_scores":true,"use_causal_mask":true}}""")]
    [InlineData("""[["x0",0,0,{"value":["x1",0,0],"key":["x2",0,0],"return_attention_scores":true,"use_causal_mask":true}]]""")]
    public void QueriesValuesAndKeysMayDiffer(string call)
    {
        for (int i = 0; i < 3; i++)
        {
            call = call.Replace($"X{i}", RecurrentModels.T(i), StringComparison.Ordinal);
        }

        var model = RecurrentModels.OfCall("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 3", 2, call, "null, 3, 4", "null, null, 2", "null, null, 5");
        Numbers[] inputs = [Numbers.Random(2, 2, 3, 4), Numbers.Random(3, 2, 6, 2), Numbers.Random(4, 2, 6, 5)];
        var (result, weights) = AttentionReference.Heads(WeightsOf(model), inputs[0], inputs[1], inputs[2], (_, query, key) => query >= key);
        model.AssertGives([result, weights], inputs);
        Assert.Equal(new[] { "query_dense", "key_dense", "value_dense", "output_dense" }.Select(name => "layers/multi_head_attention/" + name), model.Graph.Layers[^1].Weights.Parts.Select(part => part.Groups[0]));
    }

    [Fact]
    public void MasksOfInputsAndOfTheCallAreJoined()
    {
        static bool Counts(int sample, int step) => step <= 3 + sample;
        static bool Allowed(int query, int key) => (query + key) % 3 != 1;
        var model = KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[
              {"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":[null,5,4]},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"x1","config":{"name":"x1","batch_shape":[null,5,5],"dtype":"int32"},"inbound_nodes":[]},
              {"class_name":"Masking","name":"m","config":{"name":"m"},"inbound_nodes":[{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{}}]},
              {"class_name":"MultiHeadAttention","name":"attention","config":{"name":"attention","num_heads":2,"key_dim":3},"inbound_nodes":[{"args":[{{{KerasModel.Tensor("m")}}},{{{KerasModel.Tensor("m")}}}],"kwargs":{"attention_mask":{{{RecurrentModels.T(1)}}}}}]},
              {"class_name":"LSTM","name":"layer","config":{"name":"layer","units":2},"inbound_nodes":[{"args":[{{{KerasModel.Tensor("attention")}}}],"kwargs":{}}]}],
              "input_layers":[["x0",0,0],["x1",0,0]],"output_layers":[["layer",0,0]]}}
            """);
        var input = RecurrentModels.WithGaps(5, Counts, 2, 5, 4);
        // Rows of queries that do not count have no keys at all; the LSTM leaves them out.
        var result = AttentionReference.Heads(WeightsOf(model, "attention"), input, input, input, (sample, query, key) => !Counts(sample, query) || (Counts(sample, key) && Allowed(query, key))).Result;
        model.AssertGives(RecurrentModels.Lstm(model).Run(result, Counts).Last, input, Numbers.Make([2, 5, 5], at => Allowed(at[1], at[2]) ? 1 : 0));
    }

    [Fact]
    public void WhereNoKeyCountsAllDoAlike()
    {
        var model = RecurrentModels.OfCall("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 3", 1, $$$"""{"args":[{{{RecurrentModels.T(0)}}},{{{RecurrentModels.T(0)}}}],"kwargs":{"attention_mask":{{{RecurrentModels.T(1)}}}}}""", "null, 3, 4", "null, 3, 3");
        var input = Numbers.Random(6, 1, 3, 4);
        var weights = WeightsOf(model);
        var uniform = AttentionReference.Heads(name => name.StartsWith("query", StringComparison.Ordinal) ? weights(name)!.Map(_ => 0) : weights(name), input, input, input).Result;
        model.AssertGives(uniform, input, new Numbers([1, 3, 3]));
    }

    [Theory]
    [InlineData("[1, 2]", "null, 2, 3, 4")]
    [InlineData("null", "null, 2, null, 4")]
    [InlineData("[2]", "null, 2, 3, 4")]
    [InlineData("[1]", "null, null, 3, 4")]
    public void AnyAxesMayBeAttendedOver(string axes, string shape)
    {
        var model = RecurrentModels.OfCall("MultiHeadAttention", $"\"num_heads\": 2, \"key_dim\": 3, \"attention_axes\": {axes}", 1, s_self, shape);
        var input = Numbers.Random(7, 2, 2, 3, 4);
        var weights = WeightsOf(model);
        Numbers expected;
        if (axes is "[2]")
        {
            var result = AttentionReference.Heads(weights, new Numbers([4, 3, 4], input.Elements), new Numbers([4, 3, 4], input.Elements), new Numbers([4, 3, 4], input.Elements)).Result;
            expected = new Numbers([2, 2, 3, 4], result.Elements);
        }
        else if (axes is "[1]")
        {
            var turned = Numbers.Make([6, 2, 4], at => input[at[0] / 3, at[1], at[0] % 3, at[2]]);
            var result = AttentionReference.Heads(weights, turned, turned, turned).Result;
            expected = Numbers.Make([2, 2, 3, 4], at => result[(at[0] * 3) + at[2], at[1], at[3]]);
        }
        else
        {
            var flat = new Numbers([2, 6, 4], input.Elements);
            expected = new Numbers([2, 2, 3, 4], AttentionReference.Heads(weights, flat, flat, flat).Result.Elements);
        }

        model.AssertGives(expected, input);
    }

    [Fact]
    public void MasksOfSeveralAxesGoOverAllHeads()
    {
        static bool Allowed(int query, int key) => query / 3 != key / 3 || query == key;
        var model = RecurrentModels.OfCall(
            "MultiHeadAttention",
            "\"num_heads\": 2, \"key_dim\": 3",
            2,
            $$$"""{"args":[{{{RecurrentModels.T(0)}}},{{{RecurrentModels.T(0)}}}],"kwargs":{"attention_mask":{{{RecurrentModels.T(1)}}},"return_attention_scores":true}}""",
            "null, 2, 3, 4",
            "null, 2, 3, 2, 3");
        var input = Numbers.Random(8, 2, 2, 3, 4);
        var flat = new Numbers([2, 6, 4], input.Elements);
        var (result, weights) = AttentionReference.Heads(WeightsOf(model), flat, flat, flat, (_, query, key) => Allowed(query, key));
        var mask = Numbers.Make([2, 6, 6], at => Allowed(at[1], at[2]) ? 1 : 0);
        model.AssertGives([new Numbers([2, 2, 3, 4], result.Elements), new Numbers([2, 2, 2, 3, 2, 3], weights.Elements)], input, new Numbers([2, 2, 3, 2, 3], mask.Elements));
    }

    [Fact]
    public void DoublesAreComputedAsSuch()
    {
        var model = RecurrentModels.OfCall("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 3, \"dtype\": \"float64\"", 1, s_self, "null, 5, 4");
        var input = Numbers.Random(9, 2, 5, 4);
        model.AssertGives(AttentionReference.Heads(WeightsOf(model), input, input, input).Result, input);
        Assert.Equal(DataType.Double, model.Signature.Outputs["layer"].DataType);
    }

    [Theory]
    [InlineData("\"num_heads\": 2", "null, 5, 4")]
    [InlineData("\"num_heads\": 0, \"key_dim\": 3", "null, 5, 4")]
    [InlineData("\"num_heads\": 2000000000, \"key_dim\": 2000000000", "null, 5, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3, \"output_shape\": [0]", "null, 5, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3, \"attention_axes\": [2]", "null, 5, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3, \"attention_axes\": [1, 1]", "null, 5, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3, \"attention_axes\": []", "null, 5, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3", "null, 4")]
    [InlineData("\"num_heads\": 2, \"key_dim\": 3", "null, 5, null")]
    public void OtherConfigurationsAreRefused(string config, string shape) => Assert.Throws<ModelFormatException>(() => RecurrentModels.OfCall("MultiHeadAttention", config, 1, s_self, shape));

    [Fact]
    public void AValueIsNeeded() => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("MultiHeadAttention", "\"num_heads\": 2, \"key_dim\": 3", "null, 5, 4"));

    [Fact]
    public void HeadsMustShareKeysEvenly() => Assert.Throws<ModelFormatException>(() => RecurrentModels.OfCall("GroupedQueryAttention", "\"head_dim\": 2, \"num_query_heads\": 3, \"num_key_value_heads\": 2", 1, s_self, "null, 5, 4"));

    private static Func<string, Numbers?> WeightsOf(KerasModel model, string layer = "layer") => name => model.Weights.TryGetValue(layer + "/" + name, out var weight) ? weight : null;
}
