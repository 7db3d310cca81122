using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Convolution;

/// <summary>Convolutions as Keras 1 wrote them.</summary>
public sealed class Keras1ConvolutionTests
{
    [Theory]
    [InlineData("tf")]
    [InlineData("th")]
    public void PicturesAreConvolved(string ordering)
    {
        var model = Of("Convolution2D", $"\"nb_filter\": 3, \"nb_row\": 2, \"nb_col\": 3, \"border_mode\": \"same\", \"subsample\": [2, 2], \"dim_ordering\": \"{ordering}\", \"activation\": \"relu\", \"bias\": true", ordering == "tf" ? "null, 5, 6, 2" : "null, 2, 5, 6");
        var input = Numbers.Random(3, 2, 5, 6, 2);
        var expected = Expected.Convolution(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], "same", [2, 2], [1, 1]).Map(x => Math.Max(x, 0));
        model.AssertGives(ordering == "tf" ? expected : expected.ChannelsFirst(), ordering == "tf" ? input : input.ChannelsFirst());
        string[] layouts = [.. model.Graph.Weights.All.First().OlderLayouts.Select(layout => $"{layout.Shape} {string.Join(' ', layout.Order)}")];
        Assert.Equal(ordering == "tf" ? [] : ["[3, 2, 2, 3] 2 3 1 0"], layouts);
        Assert.True(model.Graph.Weights.All.First().IsKernel);
    }

    [Fact]
    public void SequencesWerePlanes()
    {
        var model = Of("AtrousConvolution1D", "\"nb_filter\": 3, \"filter_length\": 2, \"border_mode\": \"valid\", \"subsample_length\": 1, \"atrous_rate\": 2, \"bias\": false, \"activation\": \"linear\"", "null, null, 4");
        var input = Numbers.Random(3, 2, 7, 4);
        model.AssertGives(Expected.Convolution(input, model.Weights["layer/kernel"], null, "valid", [1], [2]), input);
        Assert.Equal(["[2, 1, 4, 3]", "[3, 4, 2, 1]"], model.Graph.Weights.All.Single().OlderLayouts.Select(layout => layout.Shape.ToString()));
    }

    [Theory]
    [InlineData("tf", "[3, 2, 2, 4] 0 1 3 2")]
    [InlineData("th", "[4, 2, 3, 2] 2 3 0 1")]
    public void ATransposedOneIsToldItsShape(string ordering, string layout)
    {
        bool isLast = ordering == "tf";
        string shape = isLast ? "[null, 7, 5, 4]" : "[null, 4, 7, 5]";
        var model = Of("Deconvolution2D", $"\"nb_filter\": 4, \"nb_row\": 3, \"nb_col\": 2, \"output_shape\": {shape}, \"border_mode\": \"valid\", \"subsample\": [2, 2], \"dim_ordering\": \"{ordering}\"", isLast ? "null, 3, 2, 2" : "null, 2, 3, 2");
        var input = Numbers.Random(3, 2, 3, 2, 2);
        var expected = Expected.Transposed(input, model.Weights["layer/kernel"], model.Weights["layer/bias"], "valid", [2, 2], [1, 1], [7, 5]);
        model.AssertGives(isLast ? expected : expected.ChannelsFirst(), isLast ? input : input.ChannelsFirst());
        Assert.Equal(layout, model.Graph.Weights.All.First().OlderLayouts.Select(older => $"{older.Shape} {string.Join(' ', older.Order)}").Single());
    }

    [Fact]
    public void OthersToo()
    {
        Assert.Equal("[?, 3, 6, 7]", Of("SeparableConvolution2D", "\"nb_filter\": 3, \"nb_row\": 3, \"nb_col\": 2, \"depth_multiplier\": 2, \"dim_ordering\": \"th\"", "null, 2, 8, 8").Signature.Outputs["layer"].Shape.ToString());
        Assert.Equal("[?, 4, 3, 2, 3]", Of("Convolution3D", "\"nb_filter\": 3, \"kernel_dim1\": 1, \"kernel_dim2\": 2, \"kernel_dim3\": 3, \"dim_ordering\": \"tf\"", "null, 4, 4, 4, 2").Signature.Outputs["layer"].Shape.ToString());
        Assert.Equal("[?, 4, 3, 3]", Of("LocallyConnected2D", "\"nb_filter\": 3, \"nb_row\": 1, \"nb_col\": 2, \"dim_ordering\": \"tf\"", "null, 4, 4, 2").Signature.Outputs["layer"].Shape.ToString());
    }

    private static KerasModel Of(string className, string config, string shape) =>
        KerasModel.Of($$$"""{"class_name":"Sequential","keras_version":"1.2.2","config":[{"class_name":"{{{className}}}","config":{"name":"layer","batch_input_shape":[{{{shape}}}],{{{config}}}}}]}""");
}
