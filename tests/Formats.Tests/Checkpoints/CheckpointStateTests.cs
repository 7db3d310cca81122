using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Checkpoints;

public sealed class CheckpointStateTests
{
    [Fact]
    public void PathsAreRead()
    {
        var state = Parse("""
            model_checkpoint_path: "model-2"
            all_model_checkpoint_paths: "model-1"
            all_model_checkpoint_paths: "model-2"
            all_model_checkpoint_timestamps: 1.6e-09
            last_preserved_timestamp: -1715000000.25
            """);

        Assert.Equal("model-2", state.Latest);
        Assert.Equal(["model-1", "model-2"], state.All);
    }

    [Theory]
    [InlineData("""
        "tab\tquote\"apostrophe\'backslash\\"
        """, "tab\tquote\"apostrophe'backslash\\")]
    [InlineData("""
        "\303\274 \xc3\xbc \u00fc \U0001F600"
        """, "ü ü ü 😀")]
    [InlineData("""
        'single "quotes"' " and" ' more'
        """, "single \"quotes\" and more")]
    [InlineData("\"ü\"", "ü")]
    public void EscapesMeanWhatTheyMeanInC(string text, string expected) => Assert.Equal(expected, Parse("model_checkpoint_path: " + text).Latest);

    [Fact]
    public void CommentsListsAndUnknownFieldsArePassedOver()
    {
        var state = Parse("""
            # written by hand
            unknown { inner < deep: [1, 2.5, "x"] other: true } }; more: [ { a: 1 }, { } ]
            model_checkpoint_path: "a" # the last
            all_model_checkpoint_paths: ["b", "c"], last: -inf
            """);

        Assert.Equal("a", state.Latest);
        Assert.Equal(["b", "c"], state.All);
    }

    [Theory]
    [InlineData("", "it names no checkpoint")]
    [InlineData("model_checkpoint_path: \"\"", "it names no checkpoint")]
    [InlineData("model_checkpoint_path: 7", "line 1: 'model_checkpoint_path' is a text")]
    [InlineData("\nmodel_checkpoint_path: \"a", "line 2: a text does not end")]
    [InlineData("model_checkpoint_path: \"\\q\"", "unknown escape")]
    [InlineData("model_checkpoint_path: \"\\xff\"", "is not UTF-8")]
    [InlineData("unknown {", "a message does not end")]
    [InlineData("unknown:", "'unknown' has no value")]
    [InlineData("%", "a field's name is expected, and '%' comes")]
    public void WhatIsNoStateIsRefused(string text, string fault) => Assert.Contains(fault, Assert.Throws<ModelFormatException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void DeepNestingIsRefused()
    {
        string deep = string.Concat(Enumerable.Repeat("a {", 100_000));

        Assert.Contains("nested more than 100 deep", Assert.Throws<ModelFormatException>(() => Parse(deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedStatesMeetNothingButOurError()
    {
        byte[] text = Encoding.UTF8.GetBytes("model_checkpoint_path: \"m\\303\\274\\u00fc\" # c\nall_model_checkpoint_paths: [\"a\", 'b'] x { y: -1.5e-9; z < > }\n");
        int refused = 0;
        for (int seed = 0; seed < 5000; seed++)
        {
            try
            {
                CheckpointState.Parse(Damage.Apply(text, new Random(seed), out _));
            }
            catch (ModelFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 5000);
    }

    private static CheckpointState Parse(string text) => CheckpointState.Parse(Encoding.UTF8.GetBytes(text));
}
