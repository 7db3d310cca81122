using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Preprocessing;

/// <summary><c>Rescaling</c>.</summary>
public sealed class RescalingTests
{
    [Theory]
    [InlineData("float32", 2)]
    [InlineData("float32", 0)]
    [InlineData("uint8", 3)]
    [InlineData("int32", 1)]
    public void NumbersAreScaledAndShifted(string type, int batch)
    {
        var input = Numbers.RandomIntegers(1, 256, batch, 3, 2, 3);
        var expected = input.Map(value => (value / 127.5) - 1);
        KerasModel.OfLayer("Rescaling", "\"scale\": 0.00784313725490196, \"offset\": -1, \"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"float32\"}}", "null, 3, 2, 3", type).AssertGives(expected, input);
        KerasModel.OfKeras2Layer("Rescaling", "\"scale\": 0.00784313725490196, \"offset\": -1, \"dtype\": \"float32\"", "null, null, null, 3", type).AssertGives(expected, input);
    }

    [Theory]
    [InlineData("[2, 3, 4]", "[1, 0, -1]")]
    [InlineData("{\"class_name\": \"__numpy__\", \"config\": {\"value\": [2, 3, 4], \"dtype\": \"float32\"}}", "{\"class_name\": \"__tensor__\", \"config\": {\"value\": [[1, 0, -1]], \"dtype\": \"float32\"}}")]
    public void ListsStandAlongTheLastAxis(string scale, string offset)
    {
        var input = Numbers.Random(2, 2, 5, 3);
        double[] scales = [2, 3, 4], offsets = [1, 0, -1];
        KerasModel.OfLayer("Rescaling", $"\"scale\": {scale}, \"offset\": {offset}", "null, 5, 3").AssertGives(Numbers.Make([2, 5, 3], at => (input[at] * scales[at[2]]) + offsets[at[2]]), input);
    }

    [Fact]
    public void TheTypeIsThePolicys()
    {
        var input = Numbers.Of(1, 2, 3, 4);
        var model = KerasModel.OfLayer("Rescaling", "\"scale\": 0.5, \"dtype\": \"mixed_float16\"", "null");
        Assert.Equal(DataType.Half, model.Signature.Outputs["layer"].DataType);
        model.AssertGives(input.Map(value => value / 2), input);
        KerasModel.OfLayer("Rescaling", "\"scale\": 0.1, \"dtype\": \"float64\"", "null", "float64").AssertGives(input.Map(value => value * 0.1), input);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"scale\": null")]
    [InlineData("\"scale\": \"much\"")]
    [InlineData("\"scale\": {\"a\": 1}")]
    [InlineData("\"scale\": [1, [2]]")]
    [InlineData("\"scale\": [[1, 2], [3]]")]
    [InlineData("\"scale\": [[[[[[[[[[[1]]]]]]]]]]]")]
    [InlineData("\"scale\": [1, 2, 3]")]
    [InlineData("\"scale\": []")]
    [InlineData("\"scale\": 1, \"offset\": [null]")]
    [InlineData("\"scale\": 1, \"dtype\": \"float31\"")]
    public void AbsurdConfigurationsAreRefused(string config) => Refusals.AssertRefused("Rescaling", config);

    [Fact]
    public void TextsAreRefused() => Refusals.AssertRefused("Rescaling", "\"scale\": 1", "null", "string");
}
