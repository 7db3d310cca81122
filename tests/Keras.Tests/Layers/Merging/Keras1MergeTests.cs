using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Merging;

/// <summary><c>Merge</c> of Keras 1.</summary>
public sealed class Keras1MergeTests
{
    private static readonly Numbers s_first = Numbers.Random(1, 3, 4), s_second = Numbers.Random(2, 3, 4);

    [Fact]
    public void EachModeIsALayerOfToday()
    {
        Model("\"mode\": \"sum\"").AssertGives(Numbers.Make([3, 4], at => s_first[at] + s_second[at]), s_first, s_second);
        Model("\"mode\": \"mul\"").AssertGives(Numbers.Make([3, 4], at => s_first[at] * s_second[at]), s_first, s_second);
        Model("\"mode\": \"ave\"").AssertGives(Numbers.Make([3, 4], at => (s_first[at] + s_second[at]) / 2), s_first, s_second);
        Model("\"mode\": \"max\"").AssertGives(Numbers.Make([3, 4], at => Math.Max(s_first[at], s_second[at])), s_first, s_second);
        Model("\"mode\": \"concat\", \"concat_axis\": -1").AssertGives(Numbers.Make([3, 8], at => at[1] < 4 ? s_first[at] : s_second[at[0], at[1] - 4]), s_first, s_second);
        Model("\"mode\": \"dot\", \"dot_axes\": 1").AssertGives(Numbers.Make([3, 1], at => Enumerable.Range(0, 4).Sum(i => s_first[at[0], i] * s_second[at[0], i])), s_first, s_second);
    }

    [Theory]
    [InlineData("\"dot_axes\": 1")]
    [InlineData("\"dot_axes\": [1, -1]")]
    [InlineData("\"concat_axis\": -1")]
    public void CosineHasAFurtherAxis(string config)
    {
        double Dot(Numbers left, Numbers right, int row) => Enumerable.Range(0, 4).Sum(i => left[row, i] * right[row, i]);
        Model("\"mode\": \"cos\", " + config).AssertGives(
            Numbers.Make([3, 1, 1], at => Dot(s_first, s_second, at[0]) / Math.Sqrt(Dot(s_first, s_first, at[0]) * Dot(s_second, s_second, at[0]))), s_first, s_second);
    }

    [Theory]
    [InlineData("\"mode\": \"sum\"")]
    [InlineData("\"mode\": \"concat\"")]
    public void ASequentialMayBeginWithBranches(string mode)
    {
        string Branch(string name, int width) => $$$"""{"class_name":"Sequential","config":[{"class_name":"Dense","config":{"name":"{{{name}}}","output_dim":{{{width}}},"input_dim":4,"batch_input_shape":[null,4],"init":"uniform","activation":"linear","bias":true}}]}""";
        var model = KerasModel.Of($$$"""
            {"class_name":"Sequential","keras_version":"1.2.2","config":[
            {"class_name":"Merge","config":{"name":"merge_1",{{{mode}}},"mode_type":"raw","concat_axis":-1,"dot_axes":-1,"layers":[{{{Branch("left", 3)}}},{{{Branch("right", 3)}}}]}},
            {"class_name":"Activation","config":{"name":"end","activation":"relu"}}]}
            """);
        Numbers Layer(string name, Numbers input) => Numbers.Make([3, 3], at => model.Weights[name + "/bias"][at[1]] + Enumerable.Range(0, 4).Sum(k => input[at[0], k] * model.Weights[name + "/kernel"][k, at[1]]));
        var (left, right) = (Layer("left", s_first), Layer("right", s_second));
        model.AssertGives(
            mode.Contains("sum", StringComparison.Ordinal) ? Numbers.Make([3, 3], at => Math.Max(0, left[at] + right[at])) : Numbers.Make([3, 6], at => Math.Max(0, at[1] < 3 ? left[at] : right[at[0], at[1] - 3])),
            s_first,
            s_second);
        Assert.Equal(["left/kernel", "left/bias", "right/kernel", "right/bias"], model.Weights.Keys);
    }

    [Theory]
    [InlineData("\"mode\": \"lambda\", \"mode_type\": \"lambda\"")]
    [InlineData("\"mode\": \"join\"")]
    [InlineData("\"mode\": 3")]
    [InlineData("\"mode\": \"dot\", \"dot_axes\": [[1], [1]]")]
    [InlineData("\"mode\": \"cos\", \"dot_axes\": [1, 1, 1]")]
    [InlineData("\"mode\": \"cos\", \"dot_axes\": 0")]
    [InlineData("\"mode\": \"concat\", \"concat_axis\": 4")]
    public void OthersAreRefused(string config) => Assert.Throws<ModelFormatException>(() => Model(config));

    [Theory]
    [InlineData("[]")]
    [InlineData("[3]")]
    [InlineData("[{\"class_name\": \"Model\", \"config\": {\"layers\": []}}]")]
    [InlineData("[{\"class_name\": \"Sequential\", \"config\": []}]")]
    [InlineData("[{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Activation\", \"config\": {\"name\": \"a\", \"activation\": \"relu\"}}]}]")]
    public void AbsurdBranchesAreRefused(string branches) => Assert.Throws<ModelFormatException>(() => KerasModel.Of(
        $$$"""{"class_name":"Sequential","keras_version":"1.2.2","config":[{"class_name":"Merge","config":{"name":"m","mode":"sum","layers":{{{branches}}}}}]}"""));

    private static KerasModel Model(string config) => KerasModel.Of($$$"""
        {"class_name":"Model","keras_version":"1.2.2","config":{"name":"m","layers":[
        {"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_input_shape":[null,4],"input_dtype":"float32","sparse":false},"inbound_nodes":[]},
        {"class_name":"InputLayer","name":"x1","config":{"name":"x1","batch_input_shape":[null,4],"input_dtype":"float32","sparse":false},"inbound_nodes":[]},
        {"class_name":"Merge","name":"layer","config":{"name":"layer",{{{config}}}},"inbound_nodes":[[["x0",0,0],["x1",0,0]]]}],
        "input_layers":[["x0",0,0],["x1",0,0]],"output_layers":[["layer",0,0]]}}
        """);
}
