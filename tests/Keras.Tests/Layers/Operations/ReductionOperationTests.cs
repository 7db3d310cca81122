using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Operations;

/// <summary>Operations along axes: sums, orders, products.</summary>
public sealed class ReductionOperationTests
{
    private static readonly Numbers s_input = Numbers.Random(1, 2, 3, 4);

    private static readonly Dictionary<string, Func<double[], double>> s_functions = new()
    {
        ["Sum|math.reduce_sum"] = x => x.Sum(), ["Mean|math.reduce_mean"] = x => x.Average(), ["Max|math.reduce_max"] = x => x.Max(), ["Min|math.reduce_min"] = x => x.Min(),
        ["Prod|math.reduce_prod"] = x => x.Aggregate((a, b) => a * b), ["Var|math.reduce_variance"] = Variance, ["Std|math.reduce_std"] = x => Math.Sqrt(Variance(x)),
        ["Logsumexp|math.reduce_logsumexp"] = x => Math.Log(x.Sum(Math.Exp)), ["Norm|norm"] = x => Math.Sqrt(x.Sum(y => y * y)), ["Amax|"] = x => x.Max(),
        ["Ptp|"] = x => x.Max() - x.Min(), ["CountNonzero|math.count_nonzero"] = x => x.Count(y => y != 0),
    };

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ElementsAlongAxesBecomeOne(string names)
    {
        string[] parts = names.Split('|');
        foreach (bool keeps in new[] { false, true })
        {
            foreach (int[]? axes in new[] { null, [1], [-1], [1, 2], new[] { 0, 2 } })
            {
                string axis = axes is null ? "null" : axes.Length == 1 ? axes[0].ToString(System.Globalization.CultureInfo.InvariantCulture) : $"[{string.Join(", ", axes)}]";
                var expected = Reduced(axes ?? [0, 1, 2], keeps, s_functions[names]);
                string config = $"\"axis\": {axis}, \"keepdims\": {(keeps ? "true" : "false")}";
                OperationModel.OfKeras3(parts[0], config, "$0", "float32 null, 3, 4").AssertGives(expected, s_input);
                if (parts[1].Length > 0)
                {
                    OperationModel.OfTensorFlow(parts[1], $"[\"x0\",0,0,{{{config}}}]", "float32 null, null, 4").AssertGives(expected, s_input);
                }
            }
        }
    }

    [Fact]
    public void WholeNumbersAndFlagsAreSummedAsKerasDoes()
    {
        var input = Numbers.RandomIntegers(2, 2, 3, 5);
        var model = OperationModel.OfKeras3("Sum", "\"axis\": 1, \"keepdims\": false", "$0", "bool null, 5");
        model.AssertGives(Numbers.Make([3], at => Enumerable.Range(0, 5).Sum(i => input[at[0], i])), input);
        Assert.Equal(DataType.Int32, model.Signature.Outputs["layer"].DataType);
        Assert.Equal(DataType.Float, OperationModel.OfKeras3("Mean", "\"axis\": 1", "$0", "int32 null, 5").Signature.Outputs["layer"].DataType);
        OperationModel.OfKeras3("Any", "\"axis\": 1", "$0", "bool null, 5").AssertGives(Numbers.Make([3], at => Enumerable.Range(0, 5).Max(i => input[at[0], i])), input);
        OperationModel.OfKeras3("All", "\"axis\": 1, \"keepdims\": true", "$0", "bool null, 5").AssertGives(Numbers.Make([3, 1], at => Enumerable.Range(0, 5).Min(i => input[at[0], i])), input);
    }

    [Fact]
    public void TheGreatestIsFound()
    {
        var expected = Numbers.Make([2, 3], at => Enumerable.Range(0, 4).MaxBy(i => s_input[at[0], at[1], i]));
        OperationModel.OfKeras3("Argmax", "\"axis\": -1, \"keepdims\": false", "$0", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfTensorFlow("math.argmax", """["x0",0,0,{"axis":-1}]""", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfKeras3("Argmin", "\"axis\": 2, \"keepdims\": true", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 1], at => Enumerable.Range(0, 4).MinBy(i => s_input[at[0], at[1], i])), s_input);
        OperationModel.OfKeras3("Argmax", "\"axis\": null", "$0", "float32 null, 3, 4").AssertGives(new Numbers([], [Enumerable.Range(0, 24).MaxBy(i => s_input.Elements[i])]), s_input);
        Numbers[] top = [Numbers.Make([2, 3, 2], at => Row(at).OrderDescending().ElementAt(at[2])), Numbers.Make([2, 3, 2], at => Array.IndexOf(Row(at), Row(at).OrderDescending().ElementAt(at[2])))];
        OperationModel.Of("TopK", "\"k\": 2, \"sorted\": true", "$0", 2, "float32 null, 3, 4").AssertGives(top, s_input);
        OperationModel.OfKeras3("Sort", "\"axis\": -1", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => Row(at).Order().ElementAt(at[2])), s_input);
        OperationModel.OfKeras3("Argsort", "\"axis\": -1", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => Array.IndexOf(Row(at), Row(at).Order().ElementAt(at[2]))), s_input);
        OperationModel.OfKeras3("Sort", "\"axis\": 1", "$0", "float32 null, 3, 4")
            .AssertGives(Numbers.Make([2, 3, 4], at => Enumerable.Range(0, 3).Select(i => s_input[at[0], i, at[2]]).Order().ElementAt(at[1])), s_input);
    }

    [Fact]
    public void SumsRun()
    {
        var expected = Numbers.Make([2, 3, 4], at => Enumerable.Range(0, at[1] + 1).Sum(i => s_input[at[0], i, at[2]]));
        OperationModel.OfKeras3("Cumsum", "\"axis\": 1, \"dtype\": null", "$0", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfTensorFlow("math.cumsum", """["x0",0,0,{"axis":1}]""", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfKeras3("Cumprod", "\"axis\": -1", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => Enumerable.Range(0, at[2] + 1).Aggregate(1.0, (p, i) => p * s_input[at[0], at[1], i])), s_input);
        OperationModel.OfKeras3("Cumsum", "", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([24], at => s_input.Elements.Take(at[0] + 1).Sum()), s_input);
    }

    [Fact]
    public void PlacesOfTokensAreCounted()
    {
        // pos(cumsum(ones_like(tokens), axis=1) - 1), as language models number their tokens.
        string Op(string name, string className, string config, string arguments) =>
            $$$"""{"class_name":"{{{className}}}","module":"keras.src.ops.numpy","registered_name":"{{{className}}}","name":"{{{name}}}","config":{"name":"{{{name}}}"{{{config}}}},"inbound_nodes":[{"args":[{{{arguments}}}],"kwargs":{}}]}""";
        string json = $$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"m","layers":[
            {"class_name":"InputLayer","module":"keras.layers","name":"tokens","config":{"name":"tokens","batch_shape":[null,null],"dtype":"int32"},"inbound_nodes":[]},
            {{{Op("ones_like", "OnesLike", "", KerasModel.Tensor("tokens"))}}},
            {{{Op("cumsum", "Cumsum", ",\"axis\":1,\"dtype\":null", KerasModel.Tensor("ones_like"))}}},
            {{{Op("subtract", "Subtract", "", KerasModel.Tensor("cumsum") + ",1")}}}],
            "input_layers":[["tokens",0,0]],"output_layers":[["subtract",0,0]]}}
            """;
        var model = KerasModel.Of(json);
        model.AssertGives(Numbers.Make([2, 5], at => at[1]), Numbers.RandomIntegers(3, 9, 2, 5));
        Assert.Equal(DataType.Int32, model.Signature.Outputs["subtract"].DataType);
    }

    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4, 5 }, "null, 3, 4", "4, 5")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 4, 5 }, "null, 3, 4", "null, 4, 5")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 4, 5 }, "null, null, null", "null, null, null")]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4 }, "null, 3, 4", "4")]
    [InlineData(new[] { 3 }, new[] { 2, 3, 5 }, "3", "null, 3, 5")]
    public void MatricesAreMultiplied(int[] first, int[] second, string firstShape, string secondShape)
    {
        var (left, right) = (Numbers.Random(4, first), Numbers.Random(5, second));
        var expected = (first.Length, second.Length) switch
        {
            (3, 2) => Numbers.Make([2, 3, 5], at => Enumerable.Range(0, 4).Sum(k => left[at[0], at[1], k] * right[k, at[2]])),
            (3, 3) => Numbers.Make([2, 3, 5], at => Enumerable.Range(0, 4).Sum(k => left[at[0], at[1], k] * right[at[0], k, at[2]])),
            (3, 1) => Numbers.Make([2, 3], at => Enumerable.Range(0, 4).Sum(k => left[at[0], at[1], k] * right[k])),
            _ => Numbers.Make([2, 5], at => Enumerable.Range(0, 3).Sum(k => left[k] * right[at[0], k, at[1]])),
        };
        OperationModel.OfKeras3("Matmul", "", "$0, $1", "float32 " + firstShape, "float32 " + secondShape).AssertGives(expected, left, right);
        if (first.Length > 1 && second.Length > 1)
        {
            OperationModel.OfTensorFlow("linalg.matmul", """["x0",0,0,{"b":["x1",0,0]}]""", "float32 " + firstShape, "float32 " + secondShape).AssertGives(expected, left, right);
        }
    }

    [Fact]
    public void TensorsAreContracted()
    {
        var right = Numbers.Random(6, 2, 5, 4);
        var scores = Numbers.Make([2, 3, 5], at => Enumerable.Range(0, 4).Sum(k => s_input[at[0], at[1], k] * right[at[0], at[2], k]));
        OperationModel.OfKeras3("Einsum", "\"subscripts\": \"bik,bjk->bij\"", "$0, $1", "float32 null, 3, 4", "float32 null, 5, 4").AssertGives(scores, s_input, right);
        OperationModel.OfTensorFlow("linalg.matmul", """["x0",0,0,{"b":["x1",0,0],"transpose_b":true}]""", "float32 null, 3, 4", "float32 null, 5, 4").AssertGives(scores, s_input, right);
        var matrix = Numbers.Random(7, 4, 3, 2);
        var contracted = Numbers.Make([2, 2], at => Enumerable.Range(0, 12).Sum(i => s_input[at[0], i / 4, i % 4] * matrix[i % 4, i / 4, at[1]]));
        OperationModel.OfKeras3("Tensordot", "\"axes\": [[1, 2], [1, 0]]", "$0, $1", "float32 null, 3, 4", "float32 4, 3, 2").AssertGives(contracted, s_input, matrix);
        var vector = Numbers.Random(8, 4, 5);
        OperationModel.OfKeras3("Dot", "", "$0, $1", "float32 null, 3, 4", "float32 4, 5").AssertGives(Numbers.Make([2, 3, 5], at => Enumerable.Range(0, 4).Sum(k => s_input[at[0], at[1], k] * vector[k, at[2]])), s_input, vector);
        OperationModel.OfTensorFlow("tensordot", """["x0",0,0,{"b":["x1",0,0],"axes":1}]""", "float32 null, null, 4", "float32 4, 5")
            .AssertGives(Numbers.Make([2, 3, 5], at => Enumerable.Range(0, 4).Sum(k => s_input[at[0], at[1], k] * vector[k, at[2]])), s_input, vector);
    }

    [Fact]
    public void ValuesAreBroughtToOneSize()
    {
        var expected = Numbers.Make([2, 3, 4], at => s_input[at] / Math.Sqrt(Row(at).Sum(x => x * x)));
        OperationModel.OfKeras3("Normalize", "\"axis\": -1, \"order\": 2, \"epsilon\": null", "$0", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfTensorFlow("math.l2_normalize", """["x0",0,0,{"axis":-1}]""", "float32 null, 3, 4").AssertGives(expected, s_input);
        OperationModel.OfKeras3("Normalize", "\"axis\": -1, \"order\": 3", "$0", "float32 null, 3, 4").AssertGives(Numbers.Make([2, 3, 4], at => s_input[at] / Math.Cbrt(Row(at).Sum(x => Math.Pow(Math.Abs(x), 3)))), s_input);
        Numbers[] moments = [Reduced([1], false, x => x.Average()), Reduced([1], false, Variance)];
        OperationModel.Of("Moments", "\"axes\": [1], \"keepdims\": false", "$0", 2, "float32 null, 3, 4").AssertGives(moments, s_input);
    }

    [Fact]
    public void TensorsAreMadeAnew()
    {
        var tokens = Numbers.RandomIntegers(9, 4, 2, 3);
        OperationModel.OfKeras3("OneHot", "\"num_classes\": 4, \"axis\": -1, \"dtype\": null", "$0", "int32 null, 3").AssertGives(Numbers.Make([2, 3, 4], at => tokens[at[0], at[1]] == at[2] ? 1 : 0), tokens);
        OperationModel.OfTensorFlow("one_hot", """["x0",0,0,{"depth":4,"axis":1}]""", "int32 null, 3").AssertGives(Numbers.Make([2, 4, 3], at => tokens[at[0], at[2]] == at[1] ? 1 : 0), tokens);
        OperationModel.OfKeras3("FullLike", "\"dtype\": \"float32\"", "$0, 2.5", "int32 null, 3").AssertGives(tokens.Map(_ => 2.5), tokens);
        OperationModel.OfKeras3("Cast", "\"dtype\": \"float64\"", "$0", "int32 null, 3").AssertGives(tokens, tokens);
        OperationModel.OfTensorFlow("cast", """["x0",0,0,{"dtype":"bool"}]""", "int32 null, 3").AssertGives(tokens.Map(x => x == 0 ? 0 : 1), tokens);
        OperationModel.OfTensorFlow("range", """["x0",0,0,{"limit":null}]""", "int32 ").AssertGives(Numbers.Of(0, 1, 2), new Numbers([], [3]));
        OperationModel.OfTensorFlow("sequence_mask", """["x0",0,0,{"maxlen":4}]""", "int32 null, 3").AssertGives(Numbers.Make([2, 3, 4], at => at[2] < tokens[at[0], at[1]] ? 1 : 0), tokens);
        OperationModel.OfTensorFlow("ones", """[["_CONSTANT_VALUE",-1,2,{}],["x0",0,0,{}]]""", "int32 ").AssertGives(Numbers.Make([2, 3], _ => 1), new Numbers([], [3]));
    }

    [Theory]
    [InlineData("Matmul", "", "$0, $1")]
    [InlineData("Einsum", "\"subscripts\": \"ab,bc->ac\"", "$0, $1")]
    [InlineData("Einsum", "\"subscripts\": \"nothing\"", "$0, $1")]
    [InlineData("Einsum", "", "$0, $1")]
    [InlineData("Tensordot", "\"axes\": 2", "$0, $1")]
    [InlineData("Tensordot", "\"axes\": -1", "$0, $1")]
    [InlineData("Tensordot", "\"axes\": [[1, 2], [0]]", "$0, $1")]
    [InlineData("Dot", "", "$0, $1")]
    [InlineData("Sum", "\"axis\": 3", "$0")]
    [InlineData("Sum", "\"axis\": [1, 1]", "$0")]
    [InlineData("Sum", "\"axis\": \"last\"", "$0")]
    [InlineData("Mean", "\"keepdims\": \"yes\"", "$0")]
    [InlineData("Max", "\"initial\": 1", "$0")]
    [InlineData("Norm", "\"ord\": \"nuc\"", "$0")]
    public void AbsurdArgumentsAreRefused(string className, string config, string arguments) =>
        Assert.Throws<ModelFormatException>(() => OperationModel.OfKeras3(className, config, arguments, "float32 null, 3, 4", "float32 null, 3, 5"));

    private static double[] Row(int[] at) => [.. Enumerable.Range(0, 4).Select(i => s_input[at[0], at[1], i])];

    private static double Variance(double[] values) => values.Average(x => Math.Pow(x - values.Average(), 2));

    private static Numbers Reduced(int[] axes, bool keeps, Func<double[], double> function)
    {
        int[] counted = [.. axes.Select(axis => axis < 0 ? axis + 3 : axis)];
        int[] whole = [.. s_input.Shape.Select((length, axis) => counted.Contains(axis) ? 1 : length)];
        var kept = Numbers.Make(whole, at => function([.. Enumerable.Range(0, 24).Where(i =>
        {
            int[] place = [i / 12, i / 4 % 3, i % 4];
            return place.Where((index, axis) => !counted.Contains(axis) && index != at[axis]).Any() == false;
        }).Select(i => s_input.Elements[i])]));
        return keeps ? kept : new Numbers([.. whole.Where((_, axis) => !counted.Contains(axis))], kept.Elements);
    }
}
