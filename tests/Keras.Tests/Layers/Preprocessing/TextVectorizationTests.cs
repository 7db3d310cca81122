using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>TextVectorization</c>.</summary>
public sealed class TextVectorizationTests
{
    private const string Punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";

    private static readonly string[] s_words = ["earth", "wind", "and", "fire", "é", "e", "d"];
    private static readonly string[] s_texts = ["Earth,  WIND and\tfire!", "", " it's the_end - of (wind) \n", "é E É ©\\ d-d fire and and and and"];

    [Theory]
    [InlineData("lower_and_strip_punctuation", "whitespace", null, null)]
    [InlineData("lower_and_strip_punctuation", "whitespace", 4, null)]
    [InlineData("lower_and_strip_punctuation", "whitespace", 30, null)]
    [InlineData("lower", "whitespace", 6, "2")]
    [InlineData("strip_punctuation", "character", null, null)]
    [InlineData("lower", "character", 5, "[2, 1]")]
    [InlineData(null, "whitespace", 3, null)]
    public void TextsBecomeTheNumbersOfTheirWords(string? standard, string split, int? length, string? ngrams)
    {
        string config = Config(standard, split, ngrams) + (length is null ? "" : $", \"output_sequence_length\": {length}");
        var rows = s_texts.Select(text => NumbersOf(text, standard, split, ngrams)).ToArray();
        int width = length ?? rows.Max(row => row.Length);
        var expected = Numbers.Make([s_texts.Length, width], at => at[1] < rows[at[0]].Length ? rows[at[0]][at[1]] : 0);
        var model = KerasModel.OfLayer("TextVectorization", config, "null", "string");
        Assert.Equal($"[?, {length?.ToString() ?? "?"}]", model.Signature.Outputs["layer"].Shape.ToString());
        model.AssertGivesFor(expected, Texts.Of(s_texts));
        model.AssertGivesFor(new Numbers([0, length ?? 0]), Texts.Of());
        model = KerasModel.OfKeras2Layer("TextVectorization", config + ", \"dtype\": \"string\"", "null, 1", "string");
        Assert.Equal(DataType.Int64, model.Signature.Outputs["layer"].DataType);
        model.AssertGivesFor(expected, new Texts([s_texts.Length, 1], s_texts));
    }

    [Theory]
    [InlineData("multi_hot", "whitespace", null)]
    [InlineData("count", "whitespace", "2")]
    [InlineData("count", "character", null)]
    [InlineData("tf_idf", "whitespace", null)]
    [InlineData("tf-idf", "whitespace", null)]
    public void WordsAreEncoded(string mode, string split, string? ngrams)
    {
        string config = $"{Config("lower_and_strip_punctuation", split, ngrams)}, \"output_mode\": \"{mode}\"{(mode[0] == 't' ? ", \"idf_weights\": [1, 2, 3, 4, 5, 6, 7]" : "")}";
        var rows = s_texts.Select(text => NumbersOf(text, "lower_and_strip_punctuation", split, ngrams).Select(number => number - 1).ToArray()).ToArray();
        double Encoded(int row, int place, double weight) => rows[row].Count(number => number == place) is var count && mode == "multi_hot" ? Math.Min(count, 1) : count * weight;
        var model = KerasModel.OfLayer("TextVectorization", config, "null, 1", "string");
        Assert.Equal("[?, 8]", model.Signature.Outputs["layer"].Shape.ToString());
        model.AssertGivesFor(Numbers.Make([4, 8], at => Encoded(at[0], at[1], mode[0] == 't' ? at[1] == 0 ? 4 : at[1] : 1)), new Texts([4, 1], s_texts));
        model.AssertGivesFor(new Numbers([0, 8]), new Texts([0, 1]));

        model = KerasModel.OfKeras2Layer("TextVectorization", config, "null", "string");
        var weights = mode[0] == 't' ? model.Weights["layer/lookup/idf_weights"] : null;
        model.AssertGivesFor(Numbers.Make([4, 8], at => Encoded(at[0], at[1], weights?[at[1]] ?? 1)), Texts.Of(s_texts));
    }

    [Fact]
    public void TextsThatAreNotSplitAreWordsThemselves()
    {
        const string Config = "\"vocabulary\": [\"a\", \"b\", \"a b\"], \"standardize\": \"lower\", \"split\": null";

        KerasModel.OfLayer("TextVectorization", Config, "null", "string").AssertGivesFor(Numbers.Of(2, 4, 1, 0), Texts.Of("A", "a b", "x", ""));
        var input = new Texts([2, 2], "A", "b", "", "c");
        KerasModel.OfLayer("TextVectorization", Config, "null, 2", "string").AssertGivesFor(new Numbers([2, 2], [2, 3, 0, 1]), input);
        KerasModel.OfKeras2Layer("TextVectorization", Config + ", \"output_sequence_length\": 3", "null, 2", "string").AssertGivesFor(new Numbers([2, 3], [2, 3, 0, 0, 1, 0]), input);
        KerasModel.OfLayer("TextVectorization", Config + ", \"output_sequence_length\": 1", "null, null", "string").AssertGivesFor(new Numbers([2, 1], [2, 0]), input);
        KerasModel.OfLayer("TextVectorization", Config + ", \"ngrams\": 2", "null, 2", "string").AssertGivesFor(new Numbers([2, 3], [2, 3, 4, 0, 1, 1]), input);
        KerasModel.OfLayer("TextVectorization", Config + ", \"output_mode\": \"count\"", "null, 2", "string").AssertGivesFor(new Numbers([2, 4], [0, 1, 1, 0, 1, 0, 0, 0]), input);
    }

    [Theory]
    [InlineData("layer")]
    [InlineData("layer/lookup")]
    public void AnAdaptedVocabularyIsInAFile(string place)
    {
        var assets = new GivenAssets(place, "vocabulary.txt", "\n[UNK]\nthe\ncat");
        KerasModel.OfLayer("TextVectorization", "\"vocabulary\": null, \"output_sequence_length\": 4", "null", "string", assets).AssertGivesFor(new Numbers([1, 4], [2, 3, 1, 0]), Texts.Of("The cat sat."));
        Assert.Contains("its vocabulary is not in the file", Refusals.Message(() => KerasModel.OfLayer("TextVectorization", "", "null", "string")));
    }

    [Theory]
    [InlineData("\"ragged\": true")]
    [InlineData("\"output_mode\": null")]
    [InlineData("\"output_mode\": \"one_hot\"")]
    [InlineData("\"output_mode\": \"count\", \"sparse\": true")]
    [InlineData("\"output_mode\": \"count\", \"output_sequence_length\": 3")]
    [InlineData("\"output_sequence_length\": 0")]
    [InlineData("\"output_sequence_length\": \"all\"")]
    [InlineData("\"standardize\": \"my_function\"")]
    [InlineData("\"standardize\": {\"class_name\": \"function\", \"config\": \"mine\"}")]
    [InlineData("\"split\": {\"class_name\": \"function\", \"config\": \"mine\"}")]
    [InlineData("\"ngrams\": 0")]
    [InlineData("\"ngrams\": 2000000000")]
    [InlineData("\"ngrams\": []")]
    [InlineData("\"ngrams\": [1, -1]")]
    [InlineData("\"ngrams\": \"two\"")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("TextVectorization", "\"vocabulary\": [\"a\"]," + config, "null, 1", "string");

    [Theory]
    [InlineData("null, 2", "string")]
    [InlineData("null, null", "string")]
    [InlineData("null, 1, 1", "string")]
    [InlineData("null, 1", "int32")]
    public void OtherInputsAreRefused(string shape, string type) => Refusals.AssertRefused("TextVectorization", "\"vocabulary\": [\"a\"]", shape, type);

    private static string Config(string? standard, string split, string? ngrams) =>
        $"\"vocabulary\": [{string.Join(", ", s_words.Select(word => $"\"{word}\""))}], \"standardize\": {(standard is null ? "null" : $"\"{standard}\"")}, \"split\": \"{split}\", \"ngrams\": {ngrams ?? "null"}";

    private static double[] NumbersOf(string text, string? standard, string split, string? ngrams)
    {
        // TensorFlow knows the capitals of ASCII alone.
        text = standard is "lower" or "lower_and_strip_punctuation" ? string.Concat(text.Select(letter => letter is >= 'A' and <= 'Z' ? char.ToLowerInvariant(letter) : letter)) : text;
        text = standard is "strip_punctuation" or "lower_and_strip_punctuation" ? string.Concat(text.Where(letter => !Punctuation.Contains(letter))) : text;
        string[] words = split == "whitespace" ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [.. text.Select(letter => letter.ToString())];
        int[] widths = ngrams switch { null => [1], "2" => [1, 2], _ => [2, 1] };
        return [.. widths.SelectMany(width => Enumerable.Range(0, Math.Max(0, words.Length - width + 1)).Select(i => string.Join(" ", words.Skip(i).Take(width)))).Select(word => Array.IndexOf(s_words, word) is >= 0 and var place ? place + 2.0 : 1)];
    }
}
