using TypedModels.Formats;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Pooling;

/// <summary><c>GlobalMaxPooling1D</c> … <c>GlobalAveragePooling3D</c>, <c>AdaptiveMaxPooling1D</c> … <c>AdaptiveAveragePooling3D</c>.</summary>
public sealed class GlobalPoolingTests
{
    public static TheoryData<string, int, bool> Kinds()
    {
        var data = new TheoryData<string, int, bool>();
        foreach (string kind in (string[])["Max", "Average"])
        {
            for (int axes = 1; axes <= 3; axes++)
            {
                data.Add(kind, axes, false);
                data.Add(kind, axes, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AChannelBecomesANumber(string kind, int axes, bool keepsAxes)
    {
        int[] lengths = [.. Enumerable.Range(3, axes)];
        var input = Numbers.Random(3, [2, .. lengths, 4]);
        int[] kept = keepsAxes ? [.. Enumerable.Repeat(1, axes)] : [];
        var expected = Numbers.Make([2, .. kept, 4], at =>
        {
            var seen = NumbersLayout.PlacesOf(lengths).Select(place => input[[at[0], .. place, at[^1]]]);
            return kind == "Max" ? seen.Max() : seen.Average();
        });
        string config = $"\"keepdims\": {(keepsAxes ? "true" : "false")}";
        string unknown = string.Join(", ", lengths.Select(_ => "null"));
        KerasModel.OfLayer($"Global{kind}Pooling{axes}D", config, $"null, {unknown}, 4").AssertGives(expected, input);
        KerasModel.OfKeras2Layer($"Global{kind}Pooling{axes}D", config + ", \"data_format\": \"channels_first\"", $"null, 4, {string.Join(", ", lengths)}").AssertGives(keepsAxes ? expected.ChannelsFirst() : expected, input.ChannelsFirst());
    }

    [Fact]
    public void HalfPrecisionDoesNotOverflow()
    {
        // The sum is above the largest number of half precision, 65504.
        var model = KerasModel.OfLayer("GlobalAveragePooling2D", "\"dtype\": \"mixed_float16\"", "null, 8, 8, 1");
        var input = new Numbers([1, 8, 8, 1]).Map(_ => 2048);
        model.AssertGives(Numbers.Of(2048).Reshaped(1, 1), input);
    }

    [Fact]
    public void Keras1SaysItInOtherWords() => Assert.Equal("[?, 3]", PoolingTests.Keras1("GlobalAveragePooling2D", "\"dim_ordering\": \"th\"", "null, 3, 8, 8").Signature.Outputs["layer"].Shape.ToString());

    [Theory]
    [InlineData("3.5.0")]
    [InlineData("2.15.0")]
    public void StepsThatDoNotCountAreLeftOut(string version)
    {
        // A step of nothing but zeros does not count.
        string shape = version[0] == '3' ? "batch_shape" : "batch_input_shape";
        string layers = $$$"""{"class_name":"InputLayer","config":{"name":"x","{{{shape}}}":[null,null,2],"dtype":"float32"}},{"class_name":"Masking","config":{"name":"masking","mask_value":0.0}},{"class_name":"GlobalAveragePooling1D","config":{"name":"layer"}}""";
        Assert.SkipUnless(LayerTable.Knows("Masking"), "There is no Masking to make a mask.");
        var model = KerasModel.Of($$$"""{"class_name":"Sequential","keras_version":"{{{version}}}","config":{"name":"model","layers":[{{{layers}}}]}}""");
        model.AssertGives(new Numbers([1, 2], [2, 3]), new Numbers([1, 4, 2], [1, 2, 0, 0, 3, 4, 0, 0]));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(8, 5)]
    [InlineData(4, 8)]
    [InlineData(6, 6)]
    [InlineData(5, 1)]
    [InlineData(10, 4)]
    public void AsManyWindowsAsAreAskedForAreLaid(int length, int count)
    {
        foreach (string kind in (string[])["Max", "Average"])
        {
            for (int axes = 1; axes <= 3; axes++)
            {
                int[] lengths = [length, .. Enumerable.Repeat(3, axes - 1)];
                int[] counts = [count, .. Enumerable.Repeat(2, axes - 1)];
                var input = Numbers.Random(3, [2, .. lengths, 2]);
                var expected = Numbers.Make([2, .. counts, 2], at =>
                {
                    int[] starts = [.. counts.Select((n, i) => at[i + 1] * lengths[i] / n)];
                    int[] ends = [.. counts.Select((n, i) => (int)Math.Ceiling((at[i + 1] + 1) * lengths[i] / (double)n))];
                    var seen = NumbersLayout.PlacesOf([.. ends.Zip(starts, (end, start) => end - start)]).Select(place => input[[at[0], .. place.Zip(starts, (offset, start) => offset + start), at[^1]]]);
                    return kind == "Max" ? seen.Max() : seen.Average();
                });
                string config = $"\"output_size\": [{string.Join(", ", counts)}]";
                KerasModel.OfLayer($"Adaptive{kind}Pooling{axes}D", config, $"null, {string.Join(", ", lengths)}, 2").AssertGives(expected, input);
                KerasModel.OfLayer($"Adaptive{kind}Pooling{axes}D", config + ", \"data_format\": \"channels_first\"", $"null, 2, {string.Join(", ", lengths)}").AssertGives(expected.ChannelsFirst(), input.ChannelsFirst());
            }
        }
    }

    [Theory]
    [InlineData("GlobalMaxPooling2D", "", "null, 8, 8")]
    [InlineData("GlobalMaxPooling2D", "", "null, 0, 8, 1")]
    [InlineData("GlobalMaxPooling2D", "\"keepdims\": \"no\"", "null, 8, 8, 1")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": 0", "null, 8, 8, 1")]
    [InlineData("AdaptiveMaxPooling2D", "", "null, 8, 8, 1")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": 2147483647", "null, 8, 8, 1")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": 2", "null, null, 8, 1")]
    [InlineData("AdaptiveMaxPooling2D", "\"output_size\": 2", "null, 2147483648000, 8, 1")]
    public void WhatKerasDoesNotTakeIsRefused(string className, string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape));
}
