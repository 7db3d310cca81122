using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Recurrent;

/// <summary><c>ConvLSTM1D</c>, <c>ConvLSTM2D</c> and <c>ConvLSTM3D</c>.</summary>
public sealed class ConvolutionRecurrentTests
{
    [Theory]
    [InlineData("\"kernel_size\": [3], \"padding\": \"same\"", 1, "null, 3, 5, 2")]
    [InlineData("\"kernel_size\": [2], \"strides\": [2], \"use_bias\": false", 1, "null, null, 5, 2")]
    [InlineData("\"kernel_size\": [3, 2], \"padding\": \"valid\"", 2, "null, 3, 5, 4, 2")]
    [InlineData("\"kernel_size\": [2, 2], \"padding\": \"same\", \"strides\": [2, 1]", 2, "null, 3, null, null, 2")]
    [InlineData("\"kernel_size\": [2, 2], \"dilation_rate\": [2, 2]", 2, "null, 3, 5, 4, 2")]
    [InlineData("\"kernel_size\": 2, \"padding\": \"same\", \"data_format\": \"channels_first\"", 2, "null, 3, 2, 5, 4")]
    [InlineData("\"kernel_size\": [2, 1, 2]", 3, "null, 2, 3, 2, 3, 2")]
    public void ProductsAreConvolutions(string config, int axes, string shape)
    {
        foreach (bool sequences in new[] { true, false })
        {
            var model = KerasModel.OfLayer($"ConvLSTM{axes}D", $"\"filters\": 2, {config}, \"return_sequences\": {(sequences ? "true" : "false")}", shape);
            int[] given = [.. shape.Split(", ").Select((length, i) => length != "null" ? int.Parse(length) : i == 0 ? 2 : i == 1 ? 3 : 5)];
            var input = Numbers.Random(1, given);
            model.AssertGives(ConvolutionReference.Of(model, config, axes).Run(input, sequences), input);
        }
    }

    [Fact]
    public void MaskedStepsChangeNothing()
    {
        // What a Masking makes of images has too many axes for a mask of steps; a call gives one.
        var model = KerasModel.Of($$$"""
            {"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[
              {"class_name":"InputLayer","name":"x0","config":{"name":"x0","batch_shape":[null,3,4,2]},"inbound_nodes":[]},
              {"class_name":"InputLayer","name":"x1","config":{"name":"x1","batch_shape":[null,3],"dtype":"bool"},"inbound_nodes":[]},
              {"class_name":"ConvLSTM1D","name":"layer","config":{"name":"layer","filters":2,"kernel_size":[3],"padding":"same"},"inbound_nodes":[{"args":[{{{RecurrentModels.T(0)}}}],"kwargs":{"mask":{{{RecurrentModels.T(1)}}}}}]}],
              "input_layers":[["x0",0,0],["x1",0,0]],"output_layers":[["layer",0,0]]}}
            """);
        var input = Numbers.Random(2, 1, 3, 4, 2);
        var shortened = Numbers.Make([1, 2, 4, 2], at => input[at[0], at[1] * 2, at[2], at[3]]);
        model.AssertGives(ConvolutionReference.Of(model, "same", 1).Run(shortened, false), input, new Numbers([1, 3], [1, 0, 1]));
    }

    [Theory]
    [InlineData("ConvLSTM2D", "\"filters\": 2", "null, 3, 5, 4, 2")]
    [InlineData("ConvLSTM2D", "\"filters\": 2, \"kernel_size\": [3, 3]", "null, 3, 5, 2")]
    [InlineData("ConvLSTM2D", "\"filters\": 2, \"kernel_size\": [7, 3]", "null, 3, 5, 4, 2")]
    [InlineData("ConvLSTM2D", "\"filters\": 2, \"kernel_size\": [0, 3]", "null, 3, 5, 4, 2")]
    [InlineData("ConvLSTM2D", "\"filters\": 2, \"kernel_size\": [3, 3], \"padding\": \"causal\"", "null, 3, 5, 4, 2")]
    [InlineData("ConvLSTM3D", "\"filters\": 2, \"kernel_size\": 2, \"dilation_rate\": 2", "null, 2, 5, 5, 5, 2")]
    [InlineData("ConvLSTM1D", "\"filters\": 2000000000, \"kernel_size\": 2000000000", "null, 2, 5, 5")]
    public void OtherConfigurationsAreRefused(string className, string config, string shape) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, shape));
}
