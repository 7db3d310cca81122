using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Operations;

/// <summary>Operations that lay out elements in another way, or take some of them.</summary>
public sealed class ShapeOperationTests
{
    private static readonly Numbers s_input = Numbers.Random(1, 2, 3, 4);

    [Theory]
    [InlineData("Reshape", "\"newshape\": [-1, 12]", "reshape", "{\"shape\": [-1, 12]}", "[?, 12]", new[] { 2, 12 })]
    [InlineData("Reshape", "\"newshape\": [-1, 4, 3]", "reshape", "{\"shape\": [-1, 4, 3], \"name\": null}", "[?, 4, 3]", new[] { 2, 4, 3 })]
    [InlineData("Ravel", "", "reshape", "{\"shape\": [-1]}", "[?]", new[] { 24 })]
    [InlineData("ExpandDims", "\"axis\": 1", "expand_dims", "{\"axis\": 1}", "[?, 1, 3, 4]", new[] { 2, 1, 3, 4 })]
    [InlineData("ExpandDims", "\"axis\": [-1, 1]", "expand_dims", null, "[?, 1, 3, 4, 1]", new[] { 2, 1, 3, 4, 1 })]
    public void ShapesChangeAndElementsStay(string className, string config, string function, string? named, string declared, int[] shape)
    {
        var expected = new Numbers(shape, s_input.Elements);
        var model = OperationModel.OfKeras3(className, config, "$0", "float32 null, 3, 4");
        model.AssertGives(expected, s_input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
        OperationModel.OfKeras3(className, config, "$0", "float32 null, null, null").AssertGives(expected, s_input);
        if (named is not null)
        {
            OperationModel.OfTensorFlow(function, $"[\"x0\",0,0,{named}]", "float32 null, 3, 4").AssertGives(expected, s_input);
        }
    }

    [Fact]
    public void AxesMove()
    {
        Turned([2, 4, 3], at => [at[0], at[2], at[1]], "Transpose", "\"axes\": [0, 2, 1]", "transpose", "{\"perm\": [0, 2, 1]}");
        Turned([4, 3, 2], at => [at[2], at[1], at[0]], "Transpose", "\"axes\": null", "transpose", "{\"perm\": null}");
        Turned([2, 4, 3], at => [at[0], at[2], at[1]], "Swapaxes", "\"axis1\": 1, \"axis2\": -1", null, null);
        Turned([4, 2, 3], at => [at[1], at[2], at[0]], "Moveaxis", "\"source\": -1, \"destination\": 0", null, null);
        Turned([3, 4, 2], at => [at[2], at[0], at[1]], "Moveaxis", "\"source\": [0, 1], \"destination\": [2, 0]", null, null);
        Turned([2, 3, 4], at => [at[0], 2 - at[1], at[2]], "Flip", "\"axis\": 1", "reverse", "{\"axis\": [1]}");
        Turned([2, 3, 4], at => [at[0], (at[1] + 2) % 3, at[2]], "Roll", "\"shift\": 1, \"axis\": 1", "roll", "{\"shift\": 1, \"axis\": 1}");
    }

    [Fact]
    public void AxesOfOneGo()
    {
        var input = new Numbers([2, 1, 4, 1], Numbers.Random(2, 8).Elements);
        OperationModel.OfKeras3("Squeeze", "\"axis\": 1", "$0", "float32 null, 1, 4, 1").AssertGives(new Numbers([2, 4, 1], input.Elements), input);
        OperationModel.OfKeras3("Squeeze", "\"axis\": null", "$0", "float32 null, 1, 4, 1").AssertGives(new Numbers([2, 4], input.Elements), input);
        OperationModel.OfTensorFlow("compat.v1.squeeze", """["x0",0,0,{"axis":[3],"name":null}]""", "float32 null, 1, 4, 1").AssertGives(new Numbers([2, 1, 4], input.Elements), input);
    }

    [Theory]
    [InlineData("[{S null null null}, 1]", "[?, 4]", new[] { 2, 4 })]
    [InlineData("[{S null null null}, {S 1 null null}]", "[?, 2, 4]", new[] { 2, 2, 4 })]
    [InlineData("[{S null null null}, {S null null -1}, {S null 3 2}]", "[?, 3, 2]", new[] { 2, 3, 2 })]
    [InlineData("[{E}, -1]", "[?, 3]", new[] { 2, 3 })]
    [InlineData("[{S null null null}, null, {S -2 null null}]", "[?, 1, 2, 4]", new[] { 2, 1, 2, 4 })]
    [InlineData("0", "[3, 4]", new[] { 3, 4 })]
    [InlineData("{S null null 2}", "[?, 3, 4]", new[] { 1, 3, 4 })]
    [InlineData("[{S null null null}, {S 0 9223372036854775807 null}]", "[?, 3, 4]", new[] { 2, 3, 4 })]
    public void ItemsAreTakenAsInPython(string key, string declared, int[] shape)
    {
        var expected = Numbers.Make(shape, at => s_input[key switch
        {
            "[{S null null null}, 1]" => [at[0], 1, at[1]],
            "[{S null null null}, {S 1 null null}]" => [at[0], at[1] + 1, at[2]],
            "[{S null null null}, {S null null -1}, {S null 3 2}]" => [at[0], 2 - at[1], at[2] * 2],
            "[{E}, -1]" => [at[0], at[1], 3],
            "[{S null null null}, null, {S -2 null null}]" => [at[0], at[2] + 1, at[3]],
            "0" => [0, at[0], at[1]],
            "{S null null 2}" => [at[0] * 2, at[1], at[2]],
            _ => at,
        }]);
        var model = OperationModel.OfKeras3("GetItem", "", "$0, " + Spell(key, """{"class_name":"__slice__","config":""", "}"), "float32 null, 3, 4");
        model.AssertGives(expected, s_input);
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
        OperationModel.OfTensorFlow("__operators__.getitem", $"[\"x0\",0,0,{{\"slice_spec\": {Spell(key, "", "")}}}]", "float32 null, null, null").AssertGives(expected, s_input);
    }

    [Fact]
    public void ItemsMayBeTakenAtTensors()
    {
        var place = new Numbers([], [2]);
        OperationModel.OfTensorFlow("__operators__.getitem", """["x0",0,0,{"slice_spec":[{"start":null,"stop":null,"step":null},["x1",0,0]]}]""", "float32 null, 3, 4", "int32 ")
            .AssertGives(Numbers.Make([2, 4], at => s_input[at[0], 2, at[1]]), s_input, place);
        OperationModel.OfTensorFlow("__operators__.getitem", """["x0",0,0,{"slice_spec":[{"start":null,"stop":null,"step":null},{"start":null,"stop":["x1",0,0],"step":null}]}]""", "float32 null, 3, 4", "int32 ")
            .AssertGives(Numbers.Make([2, 2, 4], at => s_input[at]), s_input, place);
        OperationModel.OfKeras3("GetItem", "", """$0, [{"class_name":"__slice__","config":{"start":null,"stop":null,"step":null}}, {"class_name":"__slice__","config":{"start":$1,"stop":null,"step":null}}]""", "float32 null, 3, 4", "int64 ")
            .AssertGives(Numbers.Make([2, 1, 4], at => s_input[at[0], 2, at[2]]), s_input, place);
    }

    [Fact]
    public void TensorsAreJoined()
    {
        var other = Numbers.Random(3, 2, 5, 4);
        var joined = Numbers.Make([2, 8, 4], at => at[1] < 3 ? s_input[at] : other[at[0], at[1] - 3, at[2]]);
        OperationModel.OfKeras3("Concatenate", "\"axis\": 1", "[$0, $1]", "float32 null, 3, 4", "float32 null, 5, 4").AssertGives(joined, s_input, other);
        OperationModel.OfTensorFlow("concat", """[["x0",0,0,{"axis":1}],["x1",0,0,{"axis":1}]]""", "float32 null, 3, 4", "float32 null, 5, 4").AssertGives(joined, s_input, other);
        var again = Numbers.Random(4, 2, 3, 4);
        var stacked = Numbers.Make([2, 2, 3, 4], at => (at[1] == 0 ? s_input : again)[at[0], at[2], at[3]]);
        OperationModel.OfKeras3("Stack", "\"axis\": 1", "[$0, $1]", "float32 null, 3, 4", "float32 null, 3, 4").AssertGives(stacked, s_input, again);
        OperationModel.OfTensorFlow("stack", """[["x0",0,0,{"axis":1}],["x1",0,0,{"axis":1}]]""", "float32 null, 3, 4", "float32 null, 3, 4").AssertGives(stacked, s_input, again);
        OperationModel.OfKeras3("Hstack", "", "[$0, $1]", "float32 null, 3, 4", "float32 null, 5, 4").AssertGives(joined, s_input, other);
    }

    [Fact]
    public void TensorsAreDivided()
    {
        Numbers[] halves = [.. Enumerable.Range(0, 2).Select(half => Numbers.Make([2, 3, 2], at => s_input[at[0], at[1], at[2] + (2 * half)]))];
        OperationModel.Of("Split", "\"indices_or_sections\": 2, \"axis\": -1", "$0", 2, "float32 null, 3, 4").AssertGives(halves, s_input);
        Numbers[] parts = [Numbers.Make([2, 1, 4], at => s_input[at]), Numbers.Make([2, 2, 4], at => s_input[at[0], at[1] + 1, at[2]])];
        OperationModel.Of("Split", "\"indices_or_sections\": [1], \"axis\": 1", "$0", 2, "float32 null, 3, 4").AssertGives(parts, s_input);
        Numbers[] rows = [.. Enumerable.Range(0, 3).Select(row => Numbers.Make([2, 4], at => s_input[at[0], row, at[1]]))];
        OperationModel.Of("Unstack", "\"axis\": 1, \"num\": null", "$0", 3, "float32 null, 3, 4").AssertGives(rows, s_input);
    }

    [Fact]
    public void TensorsAreRepeatedAndPadded()
    {
        var tiled = Numbers.Make([2, 6, 4], at => s_input[at[0], at[1] % 3, at[2]]);
        OperationModel.OfKeras3("Tile", "\"repeats\": [2, 1]", "$0", "float32 null, 3, 4").AssertGives(tiled, s_input);
        OperationModel.OfTensorFlow("tile", """["x0",0,0,{"multiples":[1,2,1]}]""", "float32 null, 3, 4").AssertGives(tiled, s_input);
        var repeated = Numbers.Make([2, 6, 4], at => s_input[at[0], at[1] / 2, at[2]]);
        OperationModel.OfKeras3("Repeat", "\"repeats\": 2, \"axis\": 1", "$0", "float32 null, null, 4").AssertGives(repeated, s_input);
        OperationModel.OfTensorFlow("repeat", """["x0",0,0,{"repeats":[2,0,1],"axis":1}]""", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => s_input[at[0], at[1] < 2 ? 0 : 2, at[2]]), s_input);
        var padded = Numbers.Make([2, 6, 4], at => at[1] is > 0 and < 4 ? s_input[at[0], at[1] - 1, at[2]] : 0.5);
        OperationModel.OfKeras3("Pad", "\"pad_width\": [[0, 0], [1, 2], [0, 0]], \"mode\": \"constant\"", "$0, 0.5", "float32 null, 3, 4").AssertGives(padded, s_input);
        OperationModel.OfTensorFlow("pad", """["x0",0,0,{"paddings":[[0,0],[1,0],[0,0]],"mode":"REFLECT"}]""", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 4, 4], at => s_input[at[0], Math.Abs(at[1] - 1), at[2]]), s_input);
    }

    [Fact]
    public void ElementsAreTakenByPlaces()
    {
        var places = new Numbers([3], [2, 0, -1]);
        var taken = Numbers.Make([2, 3, 4], at => s_input[at[0], at[1] == 1 ? 0 : 2, at[2]]);
        OperationModel.OfKeras3("Take", "\"axis\": 1", "$0, [2, 0, -1]", "float32 null, 3, 4").AssertGives(taken, s_input);
        OperationModel.OfKeras3("Take", "\"axis\": 1", "$0, $1", "float32 null, 3, 4", "int32 3").AssertGives(taken, s_input, places);
        OperationModel.OfTensorFlow("gather", """["x0",0,0,{"indices":[2,0,2],"axis":1}]""", "float32 null, null, 4").AssertGives(taken, s_input);
        var along = Numbers.RandomIntegers(5, 3, 2, 2, 4);
        OperationModel.OfKeras3("TakeAlongAxis", "\"axis\": 1", "$0, $1", "float32 null, 3, 4", "int32 null, 2, 4").AssertGives(Numbers.Make([2, 2, 4], at => s_input[at[0], (int)along[at], at[2]]), s_input, along);
        OperationModel.OfKeras3("Tril", "\"k\": 1", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => at[2] <= at[1] + 1 ? s_input[at] : 0), s_input);
    }

    [Fact]
    public void ShapesAreNumbers()
    {
        OperationModel.OfTensorFlow("shape", """["x0",0,0,{}]""", "float32 null, 3, 4").AssertGives(Numbers.Of(2, 3, 4), s_input);
        OperationModel.OfTensorFlow("reshape", """["x0",0,0,{"shape":[["x1",0,0],2,-1]}]""", "float32 null, 3, 4", "int32 ").AssertGives(new Numbers([3, 2, 4], s_input.Elements), s_input, new Numbers([], [3]));
    }

    [Theory]
    [InlineData("Reshape", "\"newshape\": \"flat\"")]
    [InlineData("Reshape", "\"newshape\": [-1, -1]")]
    [InlineData("Reshape", "\"newshape\": [-7]")]
    [InlineData("Reshape", "\"newshape\": [99999999999]")]
    [InlineData("Reshape", "")]
    [InlineData("Transpose", "\"axes\": [0, 1]")]
    [InlineData("Transpose", "\"axes\": [0, 0, 1]")]
    [InlineData("ExpandDims", "\"axis\": 9")]
    [InlineData("Squeeze", "\"axis\": 1")]
    [InlineData("Split", "\"indices_or_sections\": 5, \"axis\": 1")]
    [InlineData("Split", "\"indices_or_sections\": 0, \"axis\": 1")]
    [InlineData("Split", "\"indices_or_sections\": [2, 1], \"axis\": 1")]
    [InlineData("Repeat", "\"repeats\": -1, \"axis\": 1")]
    [InlineData("Repeat", "\"repeats\": [2000000000, 2000000000, 2000000000], \"axis\": 1")]
    [InlineData("Repeat", "\"repeats\": 2000000000, \"axis\": 1")]
    [InlineData("Pad", "\"pad_width\": [1, 2, 3]")]
    [InlineData("Pad", "\"pad_width\": [[0, 0], [-1, 0], [0, 0]]")]
    [InlineData("Pad", "\"pad_width\": [[0, 0], [1, 1], [0, 0]], \"mode\": \"wrap\"")]
    [InlineData("Roll", "\"shift\": [1, 2], \"axis\": 1")]
    [InlineData("Moveaxis", "\"source\": 1")]
    [InlineData("Unstack", "\"axis\": 0")]
    [InlineData("Unstack", "\"axis\": 1, \"num\": 70000")]
    [InlineData("TopK", "\"k\": -1")]
    [InlineData("TopK", "\"k\": 9")]
    [InlineData("OneHot", "\"num_classes\": -1")]
    [InlineData("Tile", "\"repeats\": [-1]")]
    public void AbsurdArgumentsAreRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3(className, config, "$0", "float32 null, 3, 4"));

    [Theory]
    [InlineData("[{\"start\": 1}]")]
    [InlineData("\"all\"")]
    [InlineData("[[0, 1]]")]
    [InlineData("[true]")]
    [InlineData("[{\"start\": null, \"stop\": null, \"step\": 0}]")]
    [InlineData("[{\"start\": 1.5, \"stop\": null, \"step\": null}]")]
    [InlineData("[0, 0, 0, 0]")]
    [InlineData("[0, 7]")]
    [InlineData("[{\"class_name\": \"__ellipsis__\"}, {\"class_name\": \"__ellipsis__\"}]")]
    public void AbsurdItemsAreRefused(string key) => Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3("GetItem", "", "$0, " + key, "float32 null, 3, 4"));

    private static void Turned(int[] shape, Func<int[], int[]> place, string className, string config, string? function, string? named)
    {
        var expected = Numbers.Make(shape, at => s_input[place(at)]);
        OperationModel.OfKeras3(className, config, "$0", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfKeras3(className, config, "$0", "float32 null, null, null").AssertGives(expected, s_input);
        if (function is not null)
        {
            OperationModel.OfTensorFlow(function, $"[\"x0\",0,0,{named}]", "float32 null, 3, 4").AssertGives(expected, s_input);
        }
    }

    private static string Spell(string key, string before, string after)
    {
        key = key.Replace("{E}", """{"class_name":"__ellipsis__","config":{}}""", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(key, @"\{S (\S+) (\S+) ([^\s}]+)\}", before + """{"start":$1,"stop":$2,"step":$3}""" + after);
    }
}
