using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Reshaping;

/// <summary><c>ZeroPadding1D</c> … <c>ZeroPadding3D</c>, <c>Cropping1D</c> … <c>Cropping3D</c>.</summary>
public sealed class MarginTests
{
    public static TheoryData<int, string, int[]> Margins() => new()
    {
        { 1, "2", [2, 2] },
        { 1, "[1, 0]", [1, 0] },
        { 2, "1", [1, 1, 1, 1] },
        { 2, "[2, 1]", [2, 2, 1, 1] },
        { 2, "[[0, 1], [2, 0]]", [0, 1, 2, 0] },
        { 2, "[[0, 0], [0, 0]]", [0, 0, 0, 0] },
        { 3, "1", [1, 1, 1, 1, 1, 1] },
        { 3, "[[1, 0], [0, 2], [1, 1]]", [1, 0, 0, 2, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Margins))]
    public void ZerosArePutAround(int axes, string padding, int[] margins)
    {
        int[] lengths = [.. Enumerable.Range(2, axes)];
        var input = Numbers.Random(3, [2, .. lengths, 2]);
        var expected = Numbers.Make([2, .. lengths.Select((length, i) => length + margins[2 * i] + margins[(2 * i) + 1]), 2], at =>
        {
            int[] place = [at[0], .. lengths.Select((_, i) => at[i + 1] - margins[2 * i]), at[^1]];
            return place.Select((index, i) => index >= 0 && index < input.Shape[i]).All(inside => inside) ? input[place] : 0;
        });
        Check("ZeroPadding", "padding", axes, padding, lengths, input, expected);
    }

    [Theory]
    [MemberData(nameof(Margins))]
    public void MarginsAreTakenAway(int axes, string cropping, int[] margins)
    {
        int[] lengths = [.. Enumerable.Range(5, axes)];
        var input = Numbers.Random(3, [2, .. lengths, 2]);
        var expected = Numbers.Make([2, .. lengths.Select((length, i) => length - margins[2 * i] - margins[(2 * i) + 1]), 2], at => input[[at[0], .. lengths.Select((_, i) => at[i + 1] + margins[2 * i]), at[^1]]]);
        Check("Cropping", "cropping", axes, cropping, lengths, input, expected);
    }

    [Theory]
    [InlineData("ZeroPadding1D", "\"padding\": {\"left_pad\": 2}", "null, 4, 1", "[?, 6, 1]")]
    [InlineData("ZeroPadding2D", "\"padding\": {\"top_pad\": 2, \"right_pad\": 3}, \"dim_ordering\": \"th\"", "null, 1, 4, 4", "[?, 1, 6, 7]")]
    [InlineData("ZeroPadding2D", "\"padding\": [1, 2, 3, 4], \"dim_ordering\": \"tf\"", "null, 4, null, 1", "[?, 7, ?, 1]")]
    [InlineData("UpSampling1D", "\"length\": 3", "null, 4, 1", "[?, 12, 1]")]
    public void Keras1HadOtherWays(string className, string config, string shape, string declared) => Assert.Equal(declared, Pooling.PoolingTests.Keras1(className, config, shape).Signature.Outputs["layer"].Shape.ToString());

    [Fact]
    public void DefaultsAreThoseOfKeras()
    {
        Assert.Equal("[?, 6, 6, 1]", Pooling.PoolingTests.ShapeOf("ZeroPadding2D", "", "null, 4, 4, 1"));
        Assert.Equal("[?, 4, 4, 1]", Pooling.PoolingTests.ShapeOf("Cropping2D", "", "null, 4, 4, 1"));
        Assert.Equal("[?, 2, 1]", Pooling.PoolingTests.ShapeOf("Cropping1D", "", "null, 4, 1"));
    }

    [Theory]
    [InlineData("ZeroPadding2D", "\"padding\": -1")]
    [InlineData("ZeroPadding2D", "\"padding\": [1, 2, 3]")]
    [InlineData("ZeroPadding2D", "\"padding\": [[1], [2]]")]
    [InlineData("ZeroPadding2D", "\"padding\": \"all\"")]
    [InlineData("ZeroPadding2D", "\"padding\": 3000000000")]
    [InlineData("ZeroPadding3D", "\"padding\": 1")]
    [InlineData("Cropping2D", "\"cropping\": 4")]
    [InlineData("Cropping2D", "\"cropping\": [[2147483647, 2147483647], [0, 0]]")]
    [InlineData("Cropping1D", "\"cropping\": 1")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 8, 8, 1"));

    private static void Check(string name, string member, int axes, string value, int[] lengths, Numbers input, Numbers expected)
    {
        var model = KerasModel.OfLayer($"{name}{axes}D", $"\"{member}\": {value}", $"null, {string.Join(", ", lengths)}, 2");
        model.AssertGives(expected, input);
        Assert.Equal($"[?, {string.Join(", ", expected.Shape.Skip(1))}]", model.Signature.Outputs["layer"].Shape.ToString());
        string unknown = string.Join(", ", lengths.Select(_ => "null"));
        KerasModel.OfKeras2Layer($"{name}{axes}D", $"\"{member}\": {value}, \"data_format\": \"channels_first\"", $"null, 2, {unknown}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
    }
}
