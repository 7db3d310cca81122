using TypedModels.Formats;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Models;

/// <summary>The names of variables, by which files of weights are read.</summary>
public sealed class WeightNamesTests
{
    [Theory]
    [InlineData("my dense", "my_dense")]
    [InlineData("Dense", "dense")]
    public void LayersWhoseNamesAreAlmostTheSameHaveWeightsOfTheirOwn(string first, string second)
    {
        var model = KerasModel.Of($$$"""{"class_name":"Sequential","keras_version":"3.5.0","config":{"layers":[{"class_name":"InputLayer","config":{"name":"x","batch_shape":[null,2]}},{"class_name":"Dense","config":{"name":"{{{first}}}","units":2,"use_bias":false}},{"class_name":"Dense","config":{"name":"{{{second}}}","units":2,"use_bias":false}}]}}""");
        Assert.Equal(2, model.Weights.Count);
        var input = Numbers.Random(1, 3, 2);
        Numbers[] kernels = [.. model.Weights.Values];
        model.AssertGives(Product(Product(input, kernels[0]), kernels[1]), input);
    }

    [Fact]
    public void AnInputThatIsCalledAsAWeightIsRefused()
    {
        const string Model = """{"class_name":"Functional","keras_version":"3.5.0","config":{"layers":[{"class_name":"InputLayer","name":"dense/kernel","config":{"name":"dense/kernel","batch_shape":[null,2]},"inbound_nodes":[]},{"class_name":"Dense","name":"dense","config":{"name":"dense","units":2},"inbound_nodes":[[["dense/kernel",0,0,{}]]]}],"input_layers":[["dense/kernel",0,0]],"output_layers":[["dense",0,0]]}}""";
        Assert.Contains("would both have the name 'dense/kernel'", Assert.Throws<ModelFormatException>(() => KerasModel.Of(Model)).Message, StringComparison.Ordinal);
    }

    private static Numbers Product(Numbers left, Numbers right) => Numbers.Make([left.Shape[0], right.Shape[1]], at => Enumerable.Range(0, right.Shape[0]).Sum(k => left[at[0], k] * right[k, at[1]]));
}
