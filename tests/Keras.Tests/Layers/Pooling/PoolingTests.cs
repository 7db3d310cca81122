using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Pooling;

/// <summary><c>MaxPooling1D</c> … <c>AveragePooling3D</c>.</summary>
public sealed class PoolingTests
{
    public static TheoryData<string, int, string, int, int> Windows()
    {
        var data = new TheoryData<string, int, string, int, int>();
        foreach (string kind in (string[])["Max", "Average"])
        {
            for (int axes = 1; axes <= 3; axes++)
            {
                data.Add(kind, axes, "valid", 2, 2);
                data.Add(kind, axes, "same", 2, 2);
                data.Add(kind, axes, "same", 3, 2);
                data.Add(kind, axes, "valid", 3, 1);
                data.Add(kind, axes, "same", 3, 1);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void AWindowMovesOverTheInput(string kind, int axes, string padding, int size, int stride)
    {
        string config = $"\"pool_size\": {size}, \"strides\": {stride}, \"padding\": \"{padding}\"";
        foreach (int length in (int[])[4, 5])
        {
            int[] lengths = [.. Enumerable.Range(0, axes).Select(axis => length + axis)];
            var input = Numbers.Random(3, [2, .. lengths, 3]);
            var expected = Pool(input, kind, padding, size, stride);
            KerasModel.OfLayer($"{kind}Pooling{axes}D", config, $"null, {string.Join(", ", lengths)}, 3").AssertGives(expected, input);
            string unknown = string.Join(", ", lengths.Select(_ => "null"));
            KerasModel.OfKeras2Layer($"{kind}Pooling{axes}D", config + ", \"data_format\": \"channels_first\"", $"null, 3, {unknown}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
        }
    }

    [Fact]
    public void WithoutStridesTheWindowMovesByItsSize()
    {
        Assert.Equal("[?, 3, 2, 4]", ShapeOf("MaxPool2D", "\"pool_size\": [3, 4], \"strides\": null", "null, 9, 9, 4"));
        Assert.Equal("[?, 4, 4]", ShapeOf("AvgPool1D", "", "null, 9, 4"));
        Assert.Equal("[?, ?, 5, 4]", ShapeOf("AveragePooling2D", "\"padding\": \"same\"", "null, null, 9, 4"));
        Assert.Equal("[?, 4, 3, ?]", ShapeOf("AveragePooling2D", "\"pool_size\": 3, \"data_format\": \"channels_first\"", "null, 4, 9, null"));
    }

    [Theory]
    [InlineData("MaxPooling2D", "float64")]
    [InlineData("AveragePooling2D", "float64")]
    public void NumbersAreOfThePolicysType(string className, string policy)
    {
        int axes = className[^2] - '0';
        var input = Numbers.Random(3, [1, .. Enumerable.Repeat(4, axes), 2]);
        KerasModel.OfLayer(className, $"\"dtype\": \"{policy}\"", $"null, {string.Join(", ", Enumerable.Repeat("4", axes))}, 2").AssertGives(Pool(input, className[..3] == "Max" ? "Max" : "Average", "valid", 2, 2), input);
    }

    [Fact]
    public void Keras1SaysItInOtherWords()
    {
        var input = Numbers.Random(3, 2, 7, 3);
        Keras1("MaxPooling1D", "\"pool_length\": 3, \"stride\": 2, \"border_mode\": \"valid\"", "null, 7, 3").AssertGives(Pool(input, "Max", "valid", 3, 2), input);
        var picture = Numbers.Random(3, 2, 7, 6, 3);
        Keras1("AveragePooling2D", "\"pool_size\": [2, 2], \"strides\": [2, 2], \"border_mode\": \"same\", \"dim_ordering\": \"th\"", "null, 3, 7, 6").AssertGives(Pool(picture, "Average", "same", 2, 2).ChannelsFirst(), picture.ChannelsFirst());
    }

    [Fact]
    public void ABatchMayBeEmpty() => KerasModel.OfLayer("MaxPooling2D", "", "null, null, 4, 1").AssertGives(new Numbers([0, 2, 2, 1]), new Numbers([0, 4, 4, 1]));

    [Theory]
    [InlineData("MaxPooling2D", "\"pool_size\": 0", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"pool_size\": [2, 2, 2]", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"pool_size\": 9", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"pool_size\": 2147483647", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"strides\": 0", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"strides\": \"two\"", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "\"padding\": \"causal\"", "null, 8, 8, 3")]
    [InlineData("MaxPooling2D", "", "null, 8, 3")]
    [InlineData("MaxPooling3D", "\"dtype\": \"float64\"", "null, 8, 8, 8, 3")]
    [InlineData("AveragePooling3D", "\"dtype\": \"float64\"", "null, 8, 8, 8, 3")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape));

    internal static string ShapeOf(string className, string config, string shape) => KerasModel.OfLayer(className, config, shape).Signature.Outputs["layer"].Shape.ToString();

    internal static KerasModel Keras1(string className, string config, string shape) =>
        KerasModel.Of($$$"""{"class_name":"Sequential","keras_version":"1.2.2","config":[{"class_name":"{{{className}}}","config":{"name":"layer","batch_input_shape":[{{{shape}}}]{{{(config.Length > 0 ? "," : "")}}}{{{config}}}}}]}""");

    private static Numbers Pool(Numbers input, string kind, string padding, int size, int stride)
    {
        int axes = input.Shape.Count - 2;
        int[] lengths = [.. input.Shape.Skip(1).Take(axes).Select(length => padding == "same" ? (length + stride - 1) / stride : ((length - size) / stride) + 1)];
        int[] before = [.. lengths.Select((length, i) => padding == "same" ? Math.Max(((length - 1) * stride) + size - input.Shape[i + 1], 0) / 2 : 0)];
        return Numbers.Make([input.Shape[0], .. lengths, input.Shape[axes + 1]], at =>
        {
            var seen = new List<double>();
            foreach (int[] k in NumbersLayout.PlacesOf([.. Enumerable.Repeat(size, axes)]))
            {
                int[] place = [.. k.Select((offset, i) => (at[i + 1] * stride) + offset - before[i])];
                if (place.Select((index, i) => index >= 0 && index < input.Shape[i + 1]).All(inside => inside))
                {
                    seen.Add(input[[at[0], .. place, at[axes + 1]]]);
                }
            }

            return kind == "Max" ? seen.Max() : seen.Average();
        });
    }
}
