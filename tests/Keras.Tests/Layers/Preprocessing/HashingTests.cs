using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>Hashing</c> and <c>HashedCrossing</c>; the numbers are those of Keras's own documentation.</summary>
public sealed class HashingTests
{
    [Theory]
    [InlineData("\"num_bins\": 3", "A B C D E", new double[] { 1, 0, 1, 1, 2 })]
    [InlineData("\"num_bins\": 3, \"mask_value\": \"\"", "A B  C D", new double[] { 1, 1, 0, 2, 2 })]
    [InlineData("\"num_bins\": 3, \"salt\": [133, 137]", "A B C D E", new double[] { 1, 2, 1, 0, 2 })]
    [InlineData("\"num_bins\": 3, \"salt\": 133, \"output_mode\": \"int\", \"sparse\": false", "A B C D E", new double[] { 0, 0, 2, 1, 0 })]
    public void TextsFallIntoBins(string config, string texts, double[] bins)
    {
        var input = new Texts([5, 1], texts.Split(' '));
        KerasModel.OfLayer("Hashing", config, "null, 1", "string").AssertGivesFor(new Numbers([5, 1], bins), input);
        KerasModel.OfKeras2Layer("Hashing", config + ", \"dtype\": \"int64\"", "null, null", "string").AssertGivesFor(new Numbers([5, 1], bins), input);
    }

    [Theory]
    [InlineData("one_hot", "null, 1")]
    [InlineData("multi_hot", "null, 1")]
    [InlineData("count", "null, 1")]
    public void BinsAreEncoded(string mode, string shape)
    {
        double[] bins = [1, 0, 1, 1, 2];
        var expected = Numbers.Make([5, 3], at => bins[at[0]] == at[1] ? 1 : 0);
        KerasModel.OfLayer("Hashing", $"\"num_bins\": 3, \"output_mode\": \"{mode}\", \"dtype\": \"float32\"", shape, "string").AssertGivesFor(expected, new Texts([5, 1], "A", "B", "C", "D", "E"));
        KerasModel.OfKeras2Layer("Hashing", $"\"num_bins\": 3, \"output_mode\": \"{mode}\"", shape, "string").AssertGivesFor(expected, new Texts([5, 1], "A", "B", "C", "D", "E"));
    }

    [Fact]
    public void WholeNumbersFallWhereTheirTextsDo()
    {
        var texts = KerasModel.OfLayer("Hashing", "\"num_bins\": 7", "null", "string");
        var numbers = Numbers.Of(0, 5, 17, -3);
        foreach (string type in (string[])["int32", "int64", "float32"])
        {
            var found = KerasModel.OfLayer("Hashing", "\"num_bins\": 7", "null", type).Run(numbers);
            texts.AssertGivesFor(found, Texts.Of("0", "5", "17", "-3"));
            KerasModel.OfLayer("Hashing", "\"num_bins\": 7", "null", type).AssertGives(found, numbers);
        }

        var masked = KerasModel.OfLayer("Hashing", "\"num_bins\": 8, \"mask_value\": 5", "null", "int32").Run(numbers);
        Assert.Equal(0, masked.Elements[1]);
        texts.AssertGivesFor(new Numbers([3], [masked.Elements[0] - 1, masked.Elements[2] - 1, masked.Elements[3] - 1]), Texts.Of("0", "17", "-3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"num_bins\": 0")]
    [InlineData("\"num_bins\": -2")]
    [InlineData("\"num_bins\": 1e300")]
    [InlineData("\"num_bins\": 3, \"salt\": [1]")]
    [InlineData("\"num_bins\": 3, \"salt\": \"much\"")]
    [InlineData("\"num_bins\": 3, \"mask_value\": [1]")]
    [InlineData("\"num_bins\": 3, \"output_mode\": \"tf_idf\"")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("Hashing", config, "null, 4", "string");

    [Theory]
    [InlineData("int", "[null]", new double[] { 1, 4, 1, 1, 3 })]
    [InlineData("int", "[null, 1]", new double[] { 1, 4, 1, 1, 3 })]
    [InlineData("one_hot", "[null]", new double[] { 1, 4, 1, 1, 3 })]
    [InlineData("one_hot", "[null, 1]", new double[] { 1, 4, 1, 1, 3 })]
    public void PairsFallIntoBinsTogether(string mode, string shape, double[] bins)
    {
        int[] lengths = shape.Contains('1') ? [5, 1] : [5];
        var expected = mode == "int" ? new Numbers(lengths, bins) : Numbers.Make([5, 5], at => bins[at[0]] == at[1] ? 1 : 0);
        foreach (string version in (string[])["3.5.0", "2.15.0"])
        {
            Crossing(version, $"\"num_bins\": 5, \"output_mode\": \"{mode}\"", shape, shape).AssertGivesFor(expected, new Texts(lengths, "A", "B", "A", "B", "A"), new Numbers(lengths, [101, 101, 101, 102, 102]));
        }
    }

    [Theory]
    [InlineData("\"num_bins\": 0", "[null]", "[null]")]
    [InlineData("\"num_bins\": 5, \"output_mode\": \"count\"", "[null]", "[null]")]
    [InlineData("\"num_bins\": 5", "[null, 2]", "[null, 2]")]
    [InlineData("\"num_bins\": 5", "[null]", "[null, 1]")]
    public void AbsurdCrossingsAreRefused(string config, string first, string second)
    {
        Refusals.Message(() => Crossing("3.5.0", config, first, second));
        Refusals.Message(() => Crossing("2.15.0", config, first, second));
    }

    private static KerasModel Crossing(string version, string config, string firstShape, string secondShape)
    {
        bool isNew = version[0] == '3';
        string shape = isNew ? "batch_shape" : "batch_input_shape";
        string call = isNew ? $$$"""{"args":[[{{{KerasModel.Tensor("a")}}},{{{KerasModel.Tensor("b")}}}]],"kwargs":{}}""" : """[["a",0,0,{}],["b",0,0,{}]]""";
        return KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"{{{version}}}","config":{"name":"m","layers":[
              {"class_name":"InputLayer","name":"a","config":{"name":"a","{{{shape}}}":{{{firstShape}}},"dtype":"string"},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"b","config":{"name":"b","{{{shape}}}":{{{secondShape}}},"dtype":"int32"},"inbound_nodes":[]},
              {"class_name":"HashedCrossing","name":"c","config":{"name":"c",{{{config}}}},"inbound_nodes":[{{{call}}}]}],
              "input_layers":[["a",0,0],["b",0,0]],"output_layers":[["c",0,0]]}}
            """);
    }
}
