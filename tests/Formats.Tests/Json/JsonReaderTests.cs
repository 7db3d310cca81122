using System.Text;
using TypedModels.Formats.Json;

namespace TypedModels.Formats.Tests.Json;

/// <summary>Reading JSON as Python writes it.</summary>
public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-12.5e3")]
    [InlineData("\"a \\u00e9 \\\" \\\\ \\n\"")]
    [InlineData("[1, [2, {}], []]")]
    [InlineData("{\"a\": {\"b\": [null, false]}}")]
    [InlineData(" \t\r\n[ 1 ,2 ]\n")]
    public void WhatIsReadIsWhatSystemTextJsonReads(string text)
    {
        using var expected = System.Text.Json.JsonDocument.Parse(text);
        using var found = System.Text.Json.JsonDocument.Parse(JsonReader.Read(text, "test").ToString());
        Assert.True(System.Text.Json.JsonElement.DeepEquals(expected.RootElement, found.RootElement));
    }

    [Theory]
    [InlineData("NaN", double.NaN)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void PythonsWordsForNumbersAreNumbers(string text, double number) => Assert.Equal(number, JsonReader.Read(text, "test").Number);

    [Theory]
    [InlineData("")]
    [InlineData("[1, 2")]
    [InlineData("[1,]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{a: 1}")]
    [InlineData("\"open")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("1 2")]
    [InlineData("nul")]
    [InlineData("--1")]
    public void WhatIsNoJsonIsRefusedWithItsPlace(string text)
    {
        var error = Assert.Throws<ModelFormatException>(() => JsonReader.Read(text, "config.json"));
        Assert.Contains("config.json is not JSON: at character", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValuesMayNotNestWithoutEnd()
    {
        var error = Assert.Throws<ModelFormatException>(() => JsonReader.Read(new string('[', 100_000), "test"));
        Assert.Contains("nested more than 256 deep", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfMembersOfOneNameTheLastCounts() => Assert.Equal(2, JsonReader.Read("{\"a\": 1, \"a\": 2}", "test")["a"]!.Integer);

    [Fact]
    public void AMemberThatIsNullIsAsGoodAsMissing() => Assert.Null(JsonReader.Read("{\"a\": null}", "test")["a"]);

    [Fact]
    public void AByteOrderMarkIsPassedOver() => Assert.Equal(1, JsonReader.Read([0xef, 0xbb, 0xbf, (byte)'1'], "test").Integer);

    [Theory]
    [InlineData("3", 3L)]
    [InlineData("3.0", 3L)]
    [InlineData("3.5", null)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("1e300", null)]
    public void AWholeNumberIsOneHoweverItIsWritten(string text, long? expected) => Assert.Equal(expected, JsonReader.Read(text, "test").Integer);

    [Fact]
    public void DamagedTextIsRefusedAndNothingElseHappens()
    {
        byte[] text = Encoding.UTF8.GetBytes("{\"class_name\": \"Sequential\", \"config\": [1, -2.5e-3, \"\\u00e9\", NaN, {\"a\": null}]}");
        var random = new Random(5);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] damaged = [.. text];
            for (int i = random.Next(3); i >= 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                JsonReader.Read(damaged.AsSpan(0, random.Next(damaged.Length + 1)), "test");
            }
            catch (ModelFormatException)
            {
                // What is no JSON any more.
            }
        }
    }
}
