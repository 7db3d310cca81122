using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Formats.Tests.Keras;

/// <summary>Reading configurations of every generation of Keras.</summary>
public sealed class KerasConfigReaderTests
{
    [Fact]
    public void Keras1ListsTheLayersOfASequentialAndCallsThingsOtherwise()
    {
        var model = Read("""
            {"class_name": "Sequential", "keras_version": "1.2.2", "config": [
              {"class_name": "Convolution2D", "config": {"name": "convolution2d_1", "batch_input_shape": [null, 8, 8, 1], "nb_filter": 4, "nb_row": 3, "nb_col": 5, "border_mode": "same", "subsample": [2, 2],
                "dim_ordering": "tf", "bias": false, "init": "glorot_uniform"}},
              {"class_name": "Dropout", "config": {"name": "dropout_1", "p": 0.5}},
              {"class_name": "Dense", "config": {"name": "dense_1", "output_dim": 10, "activation": "softmax"}}]}
            """);
        Assert.Equal(KerasGeneration.Keras1, model.Generation);
        Assert.Equal(["Conv2D", "Dropout", "Dense"], model.Layers.Select(layer => layer.ClassName));
        var convolution = model.Layers[0].Config;
        Assert.Equal(4, convolution["filters"]!.Integer);
        Assert.Equal("[3, 5]", convolution["kernel_size"]!.ToString());
        Assert.Equal("[2, 2]", convolution["strides"]!.ToString());
        Assert.Equal("same", convolution["padding"]!.Text);
        Assert.Equal("channels_last", convolution["data_format"]!.Text);
        Assert.False(convolution["use_bias"]!.Bool);
        Assert.Equal(0.5, model.Layers[1].Config["rate"]!.Number);
        Assert.Equal(10, model.Layers[2].Config["units"]!.Integer);
    }

    [Fact]
    public void Keras2WritesCallsAsListsOfTriples()
    {
        var model = Read("""
            {"class_name": "Model", "keras_version": "2.2.4", "config": {"name": "m", "layers": [
              {"name": "a", "class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "a"}, "inbound_nodes": []},
              {"name": "b", "class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "dtype": "float32", "name": "b"}, "inbound_nodes": []},
              {"name": "add", "class_name": "Add", "config": {"name": "add"}, "inbound_nodes": [[["a", 0, 0, {}], ["b", 0, 0, {}]]]}],
             "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["add", 0, 0]]}}
            """);
        var call = Assert.Single(model.Layers[2].Calls);
        Assert.Equal(["a[0][0]", "b[0][0]"], Assert.Single(call.Arguments).Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(["a", "b"], model.Inputs.Select(input => input.Tensor.Layer));
        Assert.Equal(["add"], model.Outputs.Select(output => output.Tensor.Layer));
    }

    [Fact]
    public void ArgumentsByNameMayBeTensors()
    {
        var call = Call("""[[["x", 0, 0, {"value": ["y", 1, 2], "use_causal_mask": true}]]]""");
        Assert.Equal("y[1][2]", call.Named["value"].Tensor.ToString());
        Assert.True(call.Named["use_causal_mask"].Value!.Bool);
    }

    [Fact]
    public void AnOperationOfTensorFlowIsCalledWithOneLevelLess()
    {
        var call = Call("""[["x", 0, 0, {"y": 2.5, "name": null}]]""");
        Assert.Equal("x[0][0]", Assert.Single(call.Arguments).Tensor.ToString());
        Assert.Equal(2.5, call.Named["y"].Value!.Number);
    }

    [Fact]
    public void Keras3WritesTensorsInArguments()
    {
        var call = Call("""
            [{"args": [[{"class_name": "__keras_tensor__", "config": {"shape": [null, 1], "dtype": "float32", "keras_history": ["a", 0, 0]}},
                        {"class_name": "__keras_tensor__", "config": {"shape": [null, 1], "dtype": "float32", "keras_history": ["b", 0, 1]}}], 3], "kwargs": {"mask": null}}]
            """);
        Assert.Equal(["a[0][0]", "b[0][1]"], call.Arguments[0].Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(3, call.Arguments[1].Value!.Integer);
        Assert.True(call.Named["mask"].Value!.IsNull);
    }

    [Theory]
    [InlineData("""[["a", 0, 0]]""", "a")]
    [InlineData("""["a", 0, 0]""", "a")]
    [InlineData("""{"left": ["a", 0, 0], "right": ["b", 0, 0]}""", "left:a right:b")]
    public void TheEndsOfAModelAreAListATripleOrADictionary(string ends, string expected) => Assert.Equal(
        expected, string.Join(" ", KerasCallReader.EndsOf(JsonReader.Read(ends, "test"), "input_layers").Select(end => end.Key is null ? end.Tensor.Layer : $"{end.Key}:{end.Tensor.Layer}")));

    [Fact]
    public void JsonInJsonIsDecodedTwice()
    {
        string model = """{"class_name": "Sequential", "config": {"name": "m", "layers": []}}""";
        Assert.Equal("m", KerasConfigReader.Read(JsonValue.Of(model)).Name);
    }

    [Fact]
    public void WithoutAVersionTheWordsTellTheGeneration()
    {
        Assert.Equal(KerasGeneration.Keras3, Read("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "InputLayer", "config": {"batch_shape": [null, 2]}}]}}""").Generation);
        Assert.Equal(KerasGeneration.Keras2, Read("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"units": 2}}]}}""").Generation);
        Assert.Equal(KerasGeneration.Keras1, Read("""{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"output_dim": 2, "init": "uniform"}}]}""").Generation);
    }

    [Theory]
    [InlineData("[]", "no class_name")]
    [InlineData("{}", "no class_name")]
    [InlineData("""{"class_name": "Sequential", "config": {}}""", "no list of layers")]
    [InlineData("""{"class_name": "Sequential", "config": [{"config": {}}]}""", "has no class_name")]
    [InlineData("""{"class_name": "Functional", "config": {"layers": []}}""", "has no input_layers")]
    [InlineData("""{"class_name": "Functional", "config": {"layers": [], "input_layers": [3], "output_layers": []}}""", "a tensor [layer, node, tensor] was expected")]
    [InlineData("""{"class_name": "MyModel", "config": {}}""", "a class of its own, 'MyModel' (subclassed)")]
    public void WhatIsNoModelIsRefusedWithTheReason(string json, string expected)
    {
        var error = Assert.Throws<ModelFormatException>(() => Read(json));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static KerasModelConfig Read(string json) => KerasConfigReader.Read(JsonReader.Read(json, "test"));

    private static KerasCall Call(string nodes) => KerasCallReader.Read(JsonReader.Read(nodes, "test").Items[0]);
}
