using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Activations;

/// <summary>The layers that are one function.</summary>
public sealed class ActivationLayerTests
{
    private static readonly double[] s_range = [-10, 10];

    [Theory]
    [InlineData("", 0, null, 0)]
    [InlineData("\"max_value\": 6.0", 0, 6.0, 0)]
    [InlineData("\"max_value\": 2.5", 0, 2.5, 0)]
    [InlineData("\"negative_slope\": 0.25", 0.25, null, 0)]
    [InlineData("\"threshold\": 1.5", 0, null, 1.5)]
    [InlineData("\"max_value\": 5, \"negative_slope\": 0.5, \"threshold\": 1", 0.5, 5.0, 1)]
    [InlineData("\"max_value\": 6, \"negative_slope\": 0.125", 0.125, 6.0, 0)]
    [InlineData("\"max_value\": {\"class_name\": \"__ndarray__\", \"config\": {\"type\": [\"float32\"], \"value\": 6.0}}", 0, 6.0, 0)]
    public void ReluCutsOff(string config, double slope, double? most, double threshold)
    {
        var input = Numbers.Random(1, s_range[0], s_range[1], [5, 8]);
        var expected = input.Map(x => most is { } limit && x >= limit ? limit : x >= threshold ? x : slope * (x - threshold));
        KerasModel.OfLayer("ReLU", config, "null, 8").AssertGives(expected, input);
        KerasModel.OfKeras2Layer("ReLU", config, "null, 8").AssertGives(expected, input);
    }

    [Theory]
    [InlineData("", 0.3)]
    [InlineData("\"alpha\": 0.01", 0.01)]
    [InlineData("\"negative_slope\": 0.2", 0.2)]
    [InlineData("\"alpha\": {\"class_name\": \"__numpy__\", \"config\": {\"value\": 0.5, \"dtype\": \"float32\"}}", 0.5)]
    public void LeakyReluKeepsAPart(string config, double slope)
    {
        var input = Numbers.Random(2, 3, 4, 2);
        KerasModel.OfLayer("LeakyReLU", config, "null, 4, 2").AssertGives(input.Map(x => x < 0 ? slope * x : x), input);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\"alpha\": 0.5", 0.5)]
    [InlineData("\"alpha\": 2", 2)]
    public void EluFallsToAlpha(string config, double alpha)
    {
        var input = Numbers.Random(3, -4, 4, [3, 7]);
        KerasModel.OfLayer("ELU", config, "null, 7").AssertGives(input.Map(x => x > 0 ? x : alpha * (Math.Exp(x) - 1)), input);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\"theta\": 0.25", 0.25)]
    [InlineData("\"theta\": 0", 0)]
    public void ThresholdedReluLetsThroughWhatIsAbove(string config, double theta)
    {
        var input = Numbers.Random(4, -2, 2, [3, 9]);
        KerasModel.OfKeras2Layer("ThresholdedReLU", config, "null, 9").AssertGives(input.Map(x => x > theta ? x : 0), input);
    }

    [Theory]
    [InlineData("\"shared_axes\": null", "[4, 3, 2]")]
    [InlineData("\"shared_axes\": [1, 2]", "[1, 1, 2]")]
    [InlineData("\"shared_axes\": [3]", "[4, 3, 1]")]
    [InlineData("\"shared_axes\": 2", "[4, 1, 2]")]
    public void PreluLearnsThePart(string config, string shape)
    {
        var model = KerasModel.OfLayer("PReLU", config, "null, 4, 3, 2");
        var input = Numbers.Random(5, 2, 4, 3, 2);
        var alpha = model.Weights["layer/alpha"];
        Assert.Equal(shape, $"[{string.Join(", ", alpha.Shape)}]");
        model.AssertGives(
            Numbers.Make([2, 4, 3, 2], at => input[at] is >= 0 and var x ? x : alpha[at[1] % alpha.Shape[0], at[2] % alpha.Shape[1], at[3] % alpha.Shape[2]] * input[at]),
            input);
    }

    [Fact]
    public void PreluTakesUnknownLengthsThatAreShared()
    {
        var model = KerasModel.OfKeras2Layer("PReLU", "\"shared_axes\": [1]", "null, null, 3");
        var input = Numbers.Random(6, 2, 5, 3);
        var alpha = model.Weights["layer/alpha"];
        model.AssertGives(Numbers.Make([2, 5, 3], at => input[at] >= 0 ? input[at] : alpha[0, at[2]] * input[at]), input);
    }

    [Theory]
    [InlineData("", new[] { 2 })]
    [InlineData("\"axis\": 1", new[] { 1 })]
    [InlineData("\"axis\": [2]", new[] { 2 })]
    [InlineData("\"axis\": [1, 2]", new[] { 1, 2 })]
    [InlineData("\"axis\": [-1, -2]", new[] { 1, 2 })]
    public void SoftmaxIsAlongItsAxes(string config, int[] axes)
    {
        var input = Numbers.Random(7, 2, 3, 4);
        var expected = Numbers.Make([2, 3, 4], at => Math.Exp(input[at]) / Places(axes, at).Sum(place => Math.Exp(input[place])));
        KerasModel.OfLayer("Softmax", config, "null, 3, 4").AssertGives(expected, input);
        KerasModel.OfKeras2Layer("Softmax", config, "null, null, 4").AssertGives(expected, input);
    }

    [Theory]
    [InlineData("3.5.0")]
    [InlineData("2.15.0")]
    public void SoftmaxLeavesOutWhatIsMasked(string version)
    {
        string layer = version[0] == '3'
            ? $$$"""{"class_name":"Softmax","module":"keras.layers","name":"layer","config":{"name":"layer","axis":-1},"inbound_nodes":[{"args":[{{{KerasModel.Tensor("x")}}}],"kwargs":{"mask":{{{KerasModel.Tensor("m")}}}}}]}"""
            : """{"class_name":"Softmax","name":"layer","config":{"name":"layer","axis":-1},"inbound_nodes":[[["x",0,0,{"mask":["m",0,0]}]]]}""";
        string model = $$$"""
            {"class_name":"Functional","keras_version":"{{{version}}}","config":{"name":"model","layers":[
            {"class_name":"InputLayer","name":"x","config":{"name":"x","batch_shape":[null,4],"dtype":"float32"},"inbound_nodes":[]},
            {"class_name":"InputLayer","name":"m","config":{"name":"m","batch_shape":[null,4],"dtype":"bool"},"inbound_nodes":[]},
            {{{layer}}}],"input_layers":[["x",0,0],["m",0,0]],"output_layers":[["layer",0,0]]}}
            """;
        var input = Numbers.Random(8, 3, 4);
        var mask = new Numbers([3, 4], [1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1]);
        KerasModel.Of(model).AssertGives(
            Numbers.Make([3, 4], at => mask[at] * Math.Exp(input[at]) / Enumerable.Range(0, 4).Sum(i => mask[at[0], i] * Math.Exp(input[at[0], i]))), mask, input);
    }

    [Theory]
    [InlineData("float64", "ReLU", "\"negative_slope\": 0.5, \"threshold\": 0.25")]
    [InlineData("mixed_float16", "ReLU", "\"max_value\": 0.5")]
    [InlineData("mixed_float16", "LeakyReLU", "\"negative_slope\": 0.5")]
    public void TypesAreThoseOfThePolicy(string policy, string className, string config)
    {
        var input = Numbers.Random(9, 2, 6).Map(x => Math.Round(x * 8) / 8);
        var expected = className == "LeakyReLU" ? input.Map(x => x < 0 ? x / 2 : x)
            : policy == "float64" ? input.Map(x => x >= 0.25 ? x : 0.5 * (x - 0.25)) : input.Map(x => Math.Min(0.5, Math.Max(0, x)));
        KerasModel.OfLayer(className, $"{config}, \"dtype\": \"{policy}\"", "null, 6").AssertGives(expected, input);
    }

    [Theory]
    [InlineData("ReLU", "\"max_value\": -1")]
    [InlineData("ReLU", "\"threshold\": \"much\"")]
    [InlineData("ReLU", "\"negative_slope\": -0.5")]
    [InlineData("LeakyReLU", "\"alpha\": [1, 2]")]
    [InlineData("ELU", "\"alpha\": {}")]
    [InlineData("PReLU", "\"shared_axes\": [5]")]
    [InlineData("PReLU", "\"shared_axes\": [-2147483648]")]
    [InlineData("PReLU", "\"shared_axes\": \"all\"")]
    [InlineData("Softmax", "\"axis\": 7")]
    [InlineData("Softmax", "\"axis\": [1, -1]")]
    [InlineData("Softmax", "\"axis\": \"last\"")]
    [InlineData("Softmax", "\"axis\": []")]
    public void AbsurdConfigurationsAreRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 4"));

    [Fact]
    public void PreluOfUnknownLengthIsRefused() => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("PReLU", "", "null, null, 4"));

    private static IEnumerable<int[]> Places(int[] axes, int[] at)
    {
        int[] shape = [2, 3, 4];
        IEnumerable<int[]> places = [at];
        return axes.Aggregate(places, (known, axis) => known.SelectMany(place => Enumerable.Range(0, shape[axis]).Select(i => place.Select((index, other) => other == axis ? i : index).ToArray())));
    }
}
