using TypedModels.Formats;
using TypedModels.Keras.Tests.Layers.Recurrent;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Attention;

/// <summary><c>Attention</c> and <c>AdditiveAttention</c>.</summary>
public sealed class AttentionTests
{
    [Theory]
    [InlineData("Attention", "")]
    [InlineData("Attention", "\"use_scale\": true, \"score_mode\": \"dot\", \"dropout\": 0.3")]
    [InlineData("Attention", "\"score_mode\": \"concat\"")]
    [InlineData("Attention", "\"score_mode\": \"concat\", \"use_scale\": true")]
    [InlineData("AdditiveAttention", "")]
    [InlineData("AdditiveAttention", "\"use_scale\": false")]
    public void ValuesAreWeighedByTheScoresOfTheirKeys(string className, string config)
    {
        // The scale of an AdditiveAttention is as wide as the values, which Keras takes to be as wide as the keys.
        int width = className == "AdditiveAttention" && config.Length == 0 ? 4 : 5;
        var model = KerasModel.OfMerge(className, config, "null, 3, 4", $"null, null, {width}", "null, null, 4");
        Numbers[] inputs = [Numbers.Random(1, 2, 3, 4), Numbers.Random(2, 2, 6, width), Numbers.Random(3, 2, 6, 4)];
        model.AssertGives(AttentionReference.Weigh(Scores(model, className, config, inputs[0], inputs[2]), inputs[1], null).Result, inputs);
        Assert.Equal($"[?, 3, {width}]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LaterStepsMayBeHidden(bool isConfigured)
    {
        var model = RecurrentModels.OfCall(
            "Attention",
            isConfigured ? "\"causal\": true" : "\"seed\": null",
            1,
            $$$"""{"args":[[{{{RecurrentModels.T(0)}}},{{{RecurrentModels.T(1)}}}]],"kwargs":{"use_causal_mask":{{{(isConfigured ? "false" : "true")}}}}}""",
            "null, null, 4",
            "null, 5, 4");
        Numbers[] inputs = [Numbers.Random(4, 2, 3, 4), Numbers.Random(5, 2, 5, 4)];
        model.AssertGives(AttentionReference.Weigh(Scores(model, "Attention", "", inputs[0], inputs[1]), inputs[1], (_, query, key) => query >= key).Result, inputs);
    }

    [Fact]
    public void MasksHideKeysAndZeroQueries()
    {
        static bool QueryCounts(int sample, int step) => step != sample;
        static bool ValueCounts(int sample, int step) => step < 4 - sample;
        var model = KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[
              {"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":[null,3,2]},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"x1","config":{"name":"x1","batch_shape":[null,5,2]},"inbound_nodes":[]},
              {"class_name":"Masking","name":"m0","config":{"name":"m0"},"inbound_nodes":[{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{}}]},
              {"class_name":"Masking","name":"m1","config":{"name":"m1"},"inbound_nodes":[{"args":[{{{RecurrentModels.T(1)}}}],"kwargs":{}}]},
              {"class_name":"Attention","name":"layer","config":{"name":"layer"},"inbound_nodes":[{"args":[[{{{KerasModel.Tensor("m0")}}},{{{KerasModel.Tensor("m1")}}}]],"kwargs":{"return_attention_scores":true}}]},
              {"class_name":"LSTM","name":"after","config":{"name":"after","units":2},"inbound_nodes":[{"args":[{{{KerasModel.Tensor("layer")}}}],"kwargs":{}}]}],
              "input_layers":[["x0",0,0],["x1",0,0]],"output_layers":[["layer",0,0],["layer",0,1],["after",0,0]]}}
            """);
        Numbers[] inputs = [RecurrentModels.WithGaps(6, QueryCounts, 2, 3, 2), RecurrentModels.WithGaps(7, ValueCounts, 2, 5, 2)];
        var (result, weights) = AttentionReference.Weigh(Scores(model, "Attention", "", inputs[0], inputs[1]), inputs[1], (sample, _, key) => ValueCounts(sample, key));
        var zeroed = Numbers.Make([2, 3, 2], at => QueryCounts(at[0], at[1]) ? result[at] : 0);
        var after = RecurrentModels.Lstm(model, "after/lstm_cell").Run(zeroed, QueryCounts).Last;
        // The signature's outputs are in the order of their keys.
        var byKey = new Dictionary<string, Numbers> { ["layer"] = zeroed, ["layer_1"] = weights, ["after"] = after };
        model.AssertGives([.. model.Signature.Outputs.Keys.Select(key => byKey[key])], inputs);
    }

    [Theory]
    [InlineData("\"score_mode\": \"other\"", "null, 3, 4", "null, 5, 4")]
    [InlineData("", "null, 3, 4", "null, 5, 3")]
    [InlineData("", "null, 3, 4", "null, 5")]
    [InlineData("", "null, 3, 4")]
    [InlineData("\"use_scale\": \"maybe\"", "null, 3, 4", "null, 5, 4")]
    public void OtherConfigurationsAreRefused(string config, params string[] shapes) => Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge("Attention", config, shapes));

    private static Numbers Scores(KerasModel model, string className, string config, Numbers query, Numbers key)
    {
        model.Weights.TryGetValue("layer/scale", out var scale);
        bool isDot = className == "Attention" && !config.Contains("concat", StringComparison.Ordinal);
        return Numbers.Make([query.Shape[0], query.Shape[1], key.Shape[1]], at =>
        {
            double Term(int k)
            {
                var (q, v) = (query[at[0], at[1], k], key[at[0], at[2], k]);
                double single = scale?.Shape.Count == 0 ? scale[[]] : 1;
                return isDot ? single * q * v : className == "Attention" ? Math.Tanh(single * (q + v)) : (scale?[k] ?? 1) * Math.Tanh(q + v);
            }

            double factor = model.Weights.TryGetValue("layer/concat_score_weight", out var weight) ? weight[[]] : 1;
            return factor * Enumerable.Range(0, query.Shape[2]).Sum(Term);
        });
    }
}
