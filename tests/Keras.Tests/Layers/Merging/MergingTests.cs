using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Merging;

/// <summary>The layers that join tensors element by element.</summary>
public sealed class MergingTests
{
    private static readonly Dictionary<string, Func<double[], double>> s_functions = new()
    {
        ["Add"] = values => values.Sum(),
        ["Multiply"] = values => values.Aggregate((product, value) => product * value),
        ["Average"] = values => values.Average(),
        ["Maximum"] = values => values.Max(),
        ["Minimum"] = values => values.Min(),
        ["Subtract"] = values => values[0] - values[1],
    };

    public static TheoryData<string, int> Counts
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in s_functions.Keys)
            {
                foreach (int count in name == "Subtract" ? [2] : new[] { 2, 3, 5 })
                {
                    data.Add(name, count);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void TensorsOfOneShapeAreJoinedByElements(string className, int count)
    {
        Numbers[] inputs = [.. Enumerable.Range(0, count).Select(i => Numbers.Random(i, 3, 4, 2))];
        var expected = Numbers.Make([3, 4, 2], at => s_functions[className]([.. inputs.Select(input => input[at])]));
        KerasModel.OfMerge(className, "", [.. inputs.Select(_ => "null, 4, 2")]).AssertGives(expected, inputs);
        KerasModel.OfMerge(className, "", [.. inputs.Select(_ => "null, null, 2")]).AssertGives(expected, inputs);
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Subtract")]
    [InlineData("Multiply")]
    [InlineData("Average")]
    [InlineData("Maximum")]
    [InlineData("Minimum")]
    public void FewerAxesAreFilledUpBehindTheBatch(string className)
    {
        var first = Numbers.Random(1, 3, 4, 5, 2);
        var second = Numbers.Random(2, 3, 2);
        var model = KerasModel.OfMerge(className, "", "null, 4, 5, 2", "null, 2");
        model.AssertGives(Numbers.Make([3, 4, 5, 2], at => s_functions[className]([first[at], second[at[0], at[3]]])), first, second);
        Assert.Equal("[?, 4, 5, 2]", model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void LengthsOfOneAreSpread()
    {
        var first = Numbers.Random(3, 2, 1, 3);
        var second = Numbers.Random(4, 2, 4, 1);
        var model = KerasModel.OfMerge("Multiply", "", "null, 1, 3", "null, 4, 1");
        model.AssertGives(Numbers.Make([2, 4, 3], at => first[at[0], 0, at[2]] * second[at[0], at[1], 0]), first, second);
    }

    [Fact]
    public void AnEmptyBatchGivesNothing() => KerasModel.OfMerge("Average", "", "null, 3", "null, 3").AssertGives(new Numbers([0, 3]), new Numbers([0, 3]), new Numbers([0, 3]));

    [Theory]
    [InlineData("\"dtype\": \"float64\"")]
    [InlineData("\"dtype\": {\"class_name\": \"DTypePolicy\", \"config\": {\"name\": \"mixed_float16\"}}")]
    public void TypesAreThoseOfThePolicy(string config)
    {
        var first = Numbers.Random(5, 2, 3).Map(x => Math.Round(x * 8) / 8);
        var second = Numbers.Random(6, 2, 3).Map(x => Math.Round(x * 8) / 8);
        KerasModel.OfMerge("Add", config, "null, 3", "null, 3").AssertGives(Numbers.Make([2, 3], at => first[at] + second[at]), first, second);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(-2, 1)]
    [InlineData(0, 0)]
    public void ConcatenateIsAlongAnyAxis(int axis, int counted)
    {
        int[][] shapes = [[2, 3, 4], [2, 3, 4], [2, 3, 4]];
        shapes[1][counted] = 5;
        shapes[2][counted] = 1;
        Numbers[] inputs = [.. shapes.Select((shape, i) => Numbers.Random(i, shape))];
        int[] whole = [2, 3, 4];
        whole[counted] += 6;
        var expected = Numbers.Make(whole, at =>
        {
            int place = at[counted], which = 0;
            while (place >= shapes[which][counted])
            {
                place -= shapes[which++][counted];
            }

            return inputs[which][[.. at.Select((index, i) => i == counted ? place : index)]];
        });
        KerasModel.OfMerge("Concatenate", $"\"axis\": {axis}", [.. shapes.Select(shape => $"null, {shape[1]}, {shape[2]}")]).AssertGives(expected, inputs);
        KerasModel.OfMerge("Concatenate", $"\"axis\": {axis}", [.. shapes.Select(_ => "null, null, null")]).AssertGives(expected, inputs);
    }

    [Fact]
    public void ConcatenateKnowsTheSum() => Assert.Equal(
        "[?, 7, 2]", KerasModel.OfMerge("Concatenate", "\"axis\": 1", "null, 3, 2", "null, 4, 2").Signature.Outputs["layer"].Shape.ToString());

    [Theory]
    [InlineData("Concatenate", "\"axis\": 3", "null, 2", "null, 2")]
    [InlineData("Concatenate", "\"axis\": -4", "null, 2", "null, 2")]
    [InlineData("Concatenate", "\"axis\": \"last\"", "null, 2", "null, 2")]
    [InlineData("Concatenate", "\"axis\": 1", "null, 2, 3", "null, 2")]
    [InlineData("Concatenate", "\"axis\": 1", "null, 2, 3", "null, 2, 4")]
    [InlineData("Concatenate", "\"axis\": 99999999999", "null, 2", "null, 2")]
    [InlineData("Add", "", "null, 2", "null, 3")]
    [InlineData("Average", "", "null, 4, 2", "null, 3, 2")]
    [InlineData("Subtract", "", "null, 2", "null, 2", "null, 2")]
    [InlineData("Subtract", "", "null, 2")]
    [InlineData("Dot", "\"axes\": 1", "null, 2")]
    public void WhatDoesNotFitIsRefused(string className, string config, params string[] shapes) => Assert.Throws<ModelFormatException>(() => KerasModel.OfMerge(className, config, shapes));
}
