using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Models;

/// <summary>How layers are put together: shared, nested, with several inputs and outputs.</summary>
public sealed class NetworkTests
{
    private const string Input = """{"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_shape": [null, 3], "dtype": "float32"}, "inbound_nodes": []}""";

    [Fact]
    public void ALayerThatIsCalledTwiceHasOneSetOfWeights()
    {
        var model = Functional($"{Input}, {Dense("d", 3, "x", "d")}", """[["d", 1, 0]]""");
        Assert.Equal(["d/kernel", "d/bias"], model.Weights.Keys);
        var x = Numbers.Random(3, 2, 3);
        model.AssertGives(Apply(model, "d", Apply(model, "d", x)), x);
    }

    [Fact]
    public void OutputsAreCalledAsTheirLayers()
    {
        var model = Functional($"{Input}, {Dense("first", 2, "x")}, {Dense("second", 4, "first")}", """[["second", 0, 0], ["first", 0, 0]]""");
        var x = Numbers.Random(4, 2, 3);
        var first = Apply(model, "first", x);
        Assert.Equal(["first", "second"], model.Signature.Outputs.Keys.Order(StringComparer.Ordinal));
        model.AssertGives([.. model.Signature.Outputs.Keys.Select(key => key == "first" ? first : Apply(model, "second", first))], x);
    }

    [Fact]
    public void AModelInAModelIsALayer()
    {
        string inner = """
            {"class_name": "Sequential", "name": "inner", "config": {"name": "inner", "layers": [
              {"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 3], "dtype": "float32"}}, {"class_name": "Dense", "config": {"name": "d", "units": 2}}]},
             "inbound_nodes": [CALL]}
            """.Replace("CALL", CallWith("x"), StringComparison.Ordinal);
        var model = Functional($"{Input}, {inner}", """[["inner", 0, 0]]""");
        var x = Numbers.Random(5, 2, 3);
        model.AssertGives(Apply(model, "inner/d", x), x);
        Assert.Equal("[?, 2]", model.Signature.Outputs["inner"].Shape.ToString());
    }

    [Fact]
    public void ASequentialTakesWhatItsFirstLayerSays()
    {
        Assert.Equal(["x"], KerasModel.OfLayer("Dense", "\"units\": 2", "null, 3").Signature.Inputs.Keys);
        var unnamed = KerasModel.Of("""
            {"class_name": "Sequential", "keras_version": "2.3.1", "config": {"name": "m", "layers": [{"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 3], "units": 2}}]}}
            """);
        Assert.Equal(["input"], unnamed.Signature.Inputs.Keys);
        Assert.Equal("[?, 3]", unnamed.Signature.Inputs["input"].Shape.ToString());
    }

    [Fact]
    public void AModelWithoutAShapeSaysWhatToDo()
    {
        var error = Assert.Throws<ModelFormatException>(() => KerasModel.Of("""{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"name": "d", "units": 2}}]}}"""));
        Assert.Contains("does not say which shape the model takes", error.Message, StringComparison.Ordinal);
        Assert.Contains("Call the model once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LayersThatWaitForOneAnotherAreRefused() => AssertRefused($"{Input}, {Dense("a", 3, "b")}, {Dense("b", 3, "a")}", """[["b", 0, 0]]""", "needs what is made of it itself");

    [Theory]
    [InlineData("""[["nobody", 0, 0]]""", "there is no layer 'nobody'")]
    [InlineData("""[["a", 3, 0]]""", "is called 1 times")]
    [InlineData("""[["a", 0, 7]]""", "gives 1 tensors")]
    public void ATensorThatIsNotThereIsNamed(string outputs, string expected) => AssertRefused($"{Input}, {Dense("a", 3, "x")}", outputs, expected);

    [Fact]
    public void TwoLayersOfOneNameAreRefused() => AssertRefused($"{Input}, {Dense("a", 3, "x")}, {Dense("a", 3, "x")}", """[["a", 0, 0]]""", "two layers are called 'a'");

    [Fact]
    public void ALambdaIsNeverRunAndSaysWhatToDo()
    {
        var error = Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Lambda", """ "function": ["4wEAAAA=", null, null], "function_type": "lambda" """, "null, 3"));
        Assert.Contains("The layer 'layer' (Lambda) is Python code", error.Message, StringComparison.Ordinal);
        Assert.Contains("never run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AClassOfTheUsersOwnSaysWhatToDo()
    {
        var error = Assert.Throws<ModelFormatException>(() => KerasModel.Of("""
            {"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "module": "my.layers", "registered_name": "Custom>Dense", "config": {"name": "d", "units": 2, "batch_input_shape": [null, 3]}}]}}
            """));
        Assert.Contains("of a class that is not Keras's own", error.Message, StringComparison.Ordinal);
        Assert.Contains("ModelOptions.Keras.Layers[\"Dense\"]", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string layers, string outputs, string expected)
    {
        var error = Assert.Throws<ModelFormatException>(() => Functional(layers, outputs));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static string Dense(string name, int units, params string[] calls) =>
        $$$"""{"class_name": "Dense", "module": "keras.layers", "name": "{{{name}}}", "config": {"name": "{{{name}}}", "units": {{{units}}} }, "inbound_nodes": [{{{string.Join(",", calls.Select(CallWith))}}}]}""";

    private static string CallWith(string layer) => $$$"""{"args": [{{{KerasModel.Tensor(layer)}}}], "kwargs": {}}""";

    private static KerasModel Functional(string layers, string outputs) => KerasModel.Of(
        $$$"""{"class_name": "Functional", "keras_version": "3.5.0", "config": {"name": "m", "layers": [{{{layers}}}], "input_layers": [["x", 0, 0]], "output_layers": {{{outputs}}} }}""");

    private static Numbers Apply(KerasModel model, string layer, Numbers x)
    {
        var (kernel, bias) = (model.Weights[layer + "/kernel"], model.Weights[layer + "/bias"]);
        return Numbers.Make([x.Shape[0], kernel.Shape[1]], at => bias[at[1]] + Enumerable.Range(0, kernel.Shape[0]).Sum(k => x[at[0], k] * kernel[k, at[1]]));
    }
}
