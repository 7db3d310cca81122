using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>Configurations that once met something else than our error.</summary>
public sealed class RefusedConfigurationTests
{
    [Fact]
    public void ALayerThatNeedsAnAxisOfAScalarIsRefused() => Refuses("it needs axis -1", () => KerasModel.OfLayer("Dense", "\"units\": 2", ""));

    [Fact]
    public void AnInputThatIsListedTwiceIsRefused() => Refuses("Two of the model's inputs are called 'x'", () => KerasModel.Of(
        """{"class_name":"Functional","config":{"layers":[{"class_name":"InputLayer","name":"x","config":{"batch_input_shape":[null,2]}}],"input_layers":[["x",0,0],["x",0,0]],"output_layers":[["x",0,0]]}}"""));

    [Fact]
    public void AnOperationOnAnEmptyListIsRefused() => Refuses("an empty list of values", () => KerasModel.Of(
        """{"class_name":"Functional","keras_version":"3.5.0","config":{"layers":[{"class_name":"InputLayer","name":"x","config":{"batch_shape":[null,2]}},{"class_name":"Exp","module":"keras.src.ops.numpy","name":"e","config":{},"inbound_nodes":[{"args":[{"class_name":"__tuple__","items":[],"config":{"of":{"class_name":"__keras_tensor__","config":{"keras_history":["x",0,0]}}}}],"kwargs":{}}]}],"input_layers":[["x",0,0]],"output_layers":[["e",0,0]]}}"""));

    [Fact]
    public void ALongNameIsRefused() => Refuses("a name of 5000 letters", () => KerasModel.Of($$$"""{"class_name":"Sequential","config":{"layers":[{"class_name":"Dense","config":{"name":"{{{new string('n', 5000)}}}","units":2,"batch_input_shape":[null,2]}}]}}"""));

    [Fact]
    public void MoreValuesThanAnyConfigurationHasAreRefused() => Refuses("there are more than", () => JsonReader.Read("[" + string.Join(",", Enumerable.Repeat("0", 1 << 22)) + "]", "test"));

    private static void Refuses(string reason, Action build) => Assert.Contains(reason, Assert.Throws<ModelFormatException>(build).Message, StringComparison.Ordinal);
}
