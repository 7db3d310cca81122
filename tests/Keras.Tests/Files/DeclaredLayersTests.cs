using TypedModels.Keras.Files;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Files;

/// <summary>What the build is told of layers of classes that are not Keras's own.</summary>
public sealed class DeclaredLayersTests
{
    private const string Model = """
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 3], "dtype": "float32"}},
          {"class_name": "Mine", "registered_name": "Custom>Mine", "config": {"name": "mine"}}, {"class_name": "Dense", "config": {"name": "d", "units": 2}}]}}
        """;

    [Theory]
    [InlineData("Mine=float[?, 8]")]
    [InlineData(" Other = int32[] ; Mine = float32[None, 8] ;")]
    public void WhatFollowsHasTheShapeThatWasDeclared(string declarations)
    {
        var model = KerasModel.Of(Model, DeclaredLayers.Parse(declarations));
        Assert.Equal("[?, 2]", model.Signature.Outputs["d"].Shape.ToString());
        Assert.Equal("[8, 2]", model.Graph.Weights.All.Single(weight => weight.Path == "d/kernel").Shape.ToString());
    }

    [Fact]
    public void ALambdaIsDeclaredByItsName()
    {
        var model = KerasModel.Of(Model.Replace("\"Mine\", \"registered_name\": \"Custom>Mine\"", "\"Lambda\"", StringComparison.Ordinal), DeclaredLayers.Parse("mine=float[?, 5]"));
        Assert.Equal("[5, 2]", model.Graph.Weights.All.First().Shape.ToString());
    }

    [Theory]
    [InlineData("Mine")]
    [InlineData("Mine=[?, 8]")]
    [InlineData("Mine=float")]
    [InlineData("Mine=float[-1]")]
    [InlineData("Mine=float[?, 8")]
    [InlineData("=float[?]")]
    [InlineData("Mine=number[?]")]
    public void WhatIsNoDeclarationIsRefused(string declaration)
    {
        var error = Assert.Throws<FormatException>(() => DeclaredLayers.Parse(declaration));
        Assert.Contains($"'{declaration}' does not say what a layer gives", error.Message, StringComparison.Ordinal);
    }
}
