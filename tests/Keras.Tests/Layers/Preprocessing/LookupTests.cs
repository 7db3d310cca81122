using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>StringLookup</c> and <c>IntegerLookup</c>; numbers are those of Keras's own documentation where it has some.</summary>
public sealed class LookupTests
{
    private const string Words = "\"vocabulary\": [\"a\", \"b\", \"c\", \"d\"]";
    private const string Integers = "\"vocabulary\": [12, 36, 1138, 42]";

    [Theory]
    [InlineData("", "a c d d z b", new double[] { 1, 3, 4, 4, 0, 2 })]
    [InlineData("\"mask_token\": \"\"", "a c  d z b", new double[] { 2, 4, 0, 5, 1, 3 })]
    [InlineData("\"num_oov_indices\": 2", "a c d m z b", new double[] { 2, 4, 5, 0, 1, 3 })]
    [InlineData("\"num_oov_indices\": 0, \"mask_token\": \"m\"", "a c d m m b", new double[] { 1, 3, 4, 0, 0, 2 })]
    public void WordsBecomeTheirNumbers(string config, string words, double[] numbers)
    {
        string members = config.Length == 0 ? Words : Words + "," + config;
        var input = new Texts([2, 3], words.Split(' '));
        KerasModel.OfLayer("StringLookup", members, "null, 3", "string").AssertGivesFor(new Numbers([2, 3], numbers), input);
        var model = KerasModel.OfKeras2Layer("StringLookup", members + ", \"dtype\": \"int32\"", "null, null", "string");
        Assert.Equal(DataType.Int32, model.Signature.Outputs["layer"].DataType);
        model.AssertGivesFor(new Numbers([2, 3], numbers), input);
        model.AssertGivesFor(new Numbers([0, 3]), new Texts([0, 3]));
    }

    [Theory]
    [InlineData("", new double[] { 12, 1138, 42, 42, 1000, 36 }, new double[] { 1, 3, 4, 4, 0, 2 })]
    [InlineData("\"num_oov_indices\": 2", new double[] { 12, 1138, 42, 37, 1000, 36 }, new double[] { 2, 4, 5, 1, 0, 3 })]
    [InlineData("\"mask_token\": 0", new double[] { 12, 0, 42, 37, 1000, 36 }, new double[] { 2, 0, 5, 1, 1, 3 })]
    [InlineData("\"mask_value\": 0, \"oov_value\": -1", new double[] { 12, 0, 42, 37, 1000, 36 }, new double[] { 2, 0, 5, 1, 1, 3 })]
    public void WholeNumbersBecomeTheirNumbers(string config, double[] given, double[] numbers)
    {
        string members = config.Length == 0 ? Integers : Integers + "," + config;
        KerasModel.OfLayer("IntegerLookup", members, "null, 3", "int64").AssertGives(new Numbers([2, 3], numbers), new Numbers([2, 3], given));
        KerasModel.OfKeras2Layer("IntegerLookup", members, "null, 3", "int32").AssertGives(new Numbers([2, 3], numbers), new Numbers([2, 3], given));
    }

    [Theory]
    [InlineData("one_hot", "null", new[] { 4 })]
    [InlineData("one_hot", "null, 1", new[] { 4, 1 })]
    [InlineData("multi_hot", "null, 2", new[] { 2, 2 })]
    [InlineData("count", "null, 2", new[] { 2, 2 })]
    public void NumbersAreEncoded(string mode, string shape, int[] lengths)
    {
        // c is number 3, b number 2, what is not known number 0; the mask is left out.
        double[] numbers = [3, 3, 0, 2];
        var input = new Texts(lengths, "c", "c", "?", "b");
        int rows = lengths[0], width = 4 / rows;
        var expected = Numbers.Make([rows, 5], at => Enumerable.Range(at[0] * width, width).Count(i => numbers[i] == at[1]) is var count && mode == "count" ? count : Math.Min(1, count));
        string config = $"{Words}, \"mask_token\": \"\", \"output_mode\": \"{mode}\"";
        KerasModel.OfLayer("StringLookup", config, shape, "string").AssertGivesFor(expected, input);
        KerasModel.OfKeras2Layer("StringLookup", config + ", \"vocabulary_size\": 5", shape, "string").AssertGivesFor(expected, input);
        KerasModel.OfLayer("StringLookup", config + ", \"max_tokens\": 7, \"pad_to_max_tokens\": true", shape, "string").AssertGivesFor(Numbers.Make([rows, 7], at => at[1] < 5 ? expected[at[0], at[1]] : 0), input);
        KerasModel.OfLayer("StringLookup", config, shape, "string").AssertGivesFor(Numbers.Make([rows, 5], _ => 0), new Texts(lengths, "", "", "", ""));
    }

    [Fact]
    public void CountsAreWeightedByHowRareWordsAre()
    {
        string config = Words + ", \"output_mode\": \"tf_idf\", \"idf_weights\": [0.25, 0.75, 0.6, 0.4]";
        var input = new Texts([2, 4], "a", "c", "d", "d", "d", "z", "b", "z");
        var model = KerasModel.OfLayer("StringLookup", config, "null, 4", "string");
        Assert.Empty(model.Weights);
        model.AssertGivesFor(new Numbers([2, 5], [0, 0.25, 0, 0.6, 0.8, 1, 0, 0.75, 0, 0.4]), input);
        KerasModel.OfLayer("StringLookup", config + ", \"max_tokens\": 6, \"pad_to_max_tokens\": true", "null, 4", "string")
            .AssertGivesFor(new Numbers([2, 6], [0, 0.25, 0, 0.6, 0.8, 0, 1, 0, 0.75, 0, 0.4, 0]), input);

        model = KerasModel.OfKeras2Layer("StringLookup", config, "null, 4", "string");
        var weights = model.Weights["layer/idf_weights"];
        double[] counts = [0, 1, 0, 1, 2, 2, 0, 1, 0, 1];
        model.AssertGivesFor(Numbers.Make([2, 5], at => counts[(at[0] * 5) + at[1]] * weights[at[1]]), input);
    }

    [Fact]
    public void NumbersBecomeTheirWordsAgain()
    {
        var numbers = new Numbers([2, 3], [1, 3, 4, 4, 0, 2]);
        var words = new Texts([2, 3], "a", "c", "d", "d", "[UNK]", "b");
        KerasModel.OfLayer("StringLookup", Words + ", \"invert\": true", "null, 3", "int64").AssertGivesTexts(words, numbers);
        KerasModel.OfKeras2Layer("StringLookup", Words + ", \"invert\": true", "null, null", "int32").AssertGivesTexts(words, numbers);
        KerasModel.OfLayer("StringLookup", Words + ", \"invert\": true, \"mask_token\": \"-\", \"oov_token\": \"?\"", "null", "int32").AssertGivesTexts(Texts.Of("-", "?", "a", "d", "?"), Numbers.Of(0, 1, 2, 5, 6));
        KerasModel.OfLayer("IntegerLookup", Integers + ", \"invert\": true", "null, 3", "int64").AssertGives(new Numbers([2, 3], [12, 1138, 42, 42, -1, 36]), numbers);
    }

    [Theory]
    [InlineData("[UNK]\na\nb", "")]
    [InlineData("[UNK]\r\na\r\nb\r\n", "")]
    [InlineData("a\nb", "")]
    [InlineData("\n[UNK]\na\nb", "\"mask_token\": \"\"")]
    [InlineData("[UNK]\na\nb", "\"mask_token\": \"\", \"output_mode\": \"count\"")]
    public void AdaptedVocabulariesAreInAFile(string file, string config)
    {
        bool isCounted = config.Contains("count");
        int start = config.Contains("mask") && !isCounted ? 2 : 1;
        var model = KerasModel.OfLayer("StringLookup", config.Length == 0 ? "\"vocabulary\": null" : config, "null, 3", "string", new GivenAssets("layer", "vocabulary.txt", file));
        model.AssertGivesFor(isCounted ? new Numbers([1, 3], [1, 1, 1]) : new Numbers([1, 3], [start + 1, start - 1, start]), new Texts([1, 3], "b", "x", "a"));
    }

    [Fact]
    public void AdaptedWholeNumbersAreInAFileAsDigits()
    {
        var assets = new GivenAssets("layer", "vocabulary.txt", "-1\n7\n-5\n9007199254740993");
        KerasModel.OfLayer("IntegerLookup", "\"vocabulary\": null", "null", "int64", assets).AssertGives(Numbers.Of(1, 2, 0), Numbers.Of(7, -5, -1));
        Refusals.Message(() => KerasModel.OfLayer("IntegerLookup", "\"vocabulary\": null", "null", "int64", new GivenAssets("layer", "vocabulary.txt", "-1\nseven")));
    }

    [Fact]
    public void AdaptedWeightsOfWordsAreWeights()
    {
        var model = KerasModel.OfLayer("StringLookup", "\"output_mode\": \"tf_idf\"", "null, 3", "string", new GivenAssets("layer", "vocabulary.txt", "[UNK]\na\nb"));
        var weights = model.Weights["layer/idf_weights"];
        model.AssertGivesFor(Numbers.Make([1, 3], at => weights[at[1]] * (at[1] == 1 ? 2 : at[1] == 0 ? 1 : 0)), new Texts([1, 3], "a", "x", "a"));
    }

    [Fact]
    public void WordsThatAreNotKnownFailWhereTheyHaveNoNumber()
    {
        KerasModel.OfLayer("StringLookup", Words + ", \"num_oov_indices\": 0", "null", "string").AssertCallFails(Texts.Of("a", "x"));
        KerasModel.OfLayer("IntegerLookup", Integers + ", \"num_oov_indices\": 0", "null", "int64").AssertCallFails(Numbers.Of(12, 13));
    }

    [Fact]
    public void AMissingVocabularyIsExplained()
    {
        Assert.Contains("its vocabulary is not in the file", Refusals.Message(() => KerasModel.OfLayer("StringLookup", "\"vocabulary\": null", "null", "string")));
        Assert.Contains("\"words.txt\", which is not part of the model", Refusals.Message(() => KerasModel.OfKeras2Layer("StringLookup", "\"vocabulary\": \"words.txt\"", "null", "string")));
    }

    [Theory]
    [InlineData("\"vocabulary\": []")]
    [InlineData("\"vocabulary\": [\"a\", \"a\"]")]
    [InlineData("\"vocabulary\": [\"a\", 1]")]
    [InlineData("\"vocabulary\": {\"a\": 1}")]
    [InlineData("\"vocabulary\": [\"a\", \"\"], \"mask_token\": \"\"")]
    [InlineData("\"vocabulary\": [\"a\", \"[UNK]\"], \"invert\": true")]
    [InlineData("\"vocabulary\": [\"a\"], \"invert\": true, \"output_mode\": \"count\"")]
    [InlineData("\"vocabulary\": [\"a\"], \"invert\": true, \"oov_token\": null")]
    [InlineData("\"vocabulary\": [\"a\", \"b\"], \"max_tokens\": 2")]
    [InlineData("\"vocabulary\": [\"a\"], \"max_tokens\": 1")]
    [InlineData("\"vocabulary\": [\"a\"], \"pad_to_max_tokens\": true")]
    [InlineData("\"vocabulary\": [\"a\"], \"num_oov_indices\": -1")]
    [InlineData("\"vocabulary\": [\"a\"], \"num_oov_indices\": 2147483647, \"output_mode\": \"count\"")]
    [InlineData("\"vocabulary\": [\"a\"], \"mask_token\": 3")]
    [InlineData("\"vocabulary\": [\"a\"], \"sparse\": true, \"output_mode\": \"count\"")]
    [InlineData("\"vocabulary\": [\"a\"], \"output_mode\": \"tf_idf\", \"idf_weights\": [1, 2]")]
    [InlineData("\"vocabulary\": [\"a\"], \"output_mode\": \"tf_idf\", \"idf_weights\": \"much\"")]
    [InlineData("\"vocabulary\": [\"a\"], \"output_mode\": \"best\"")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("StringLookup", config, "null, 2", "string");

    [Fact]
    public void OtherTypesAreRefused()
    {
        Refusals.AssertRefused("StringLookup", Words, "null", "int32");
        Refusals.AssertRefused("IntegerLookup", Integers, "null", "string");
        Refusals.AssertRefused("IntegerLookup", "\"vocabulary\": [1.5]", "null", "int64");
    }
}
