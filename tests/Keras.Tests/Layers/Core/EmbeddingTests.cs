using TypedModels.Formats;
using TypedModels.Keras.Tests.Layers.Recurrent;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Core;

/// <summary><c>Embedding</c> and <c>Masking</c>.</summary>
public sealed class EmbeddingTests
{
    [Theory]
    [InlineData("null, 4", "int32", "[?, 4, 3]")]
    [InlineData("null, null", "float32", "[?, ?, 3]")]
    [InlineData("null, 4", "int64", "[?, 4, 3]")]
    [InlineData("null, 4", "uint8", "[?, 4, 3]")]
    public void EachNumberIsARow(string shape, string type, string declared)
    {
        var model = KerasModel.OfLayer("Embedding", "\"input_dim\": 6, \"output_dim\": 3", shape, type);
        var table = model.Weights["layer/embeddings"];
        var numbers = Numbers.RandomIntegers(1, 6, 2, 4);
        model.AssertGives(Numbers.Make([2, 4, 3], at => table[(int)numbers[at[0], at[1]], at[2]]), numbers);
        model.AssertGives(new Numbers([0, 4, 3]), new Numbers([0, 4]));
        Assert.Equal(declared, model.Signature.Outputs["layer"].Shape.ToString());
    }

    [Fact]
    public void AnyNumberOfAxesIsTaken()
    {
        var model = KerasModel.OfKeras2Layer("Embedding", "\"input_dim\": 6, \"output_dim\": 2, \"dtype\": \"float64\", \"input_length\": null", "null", "int32");
        var table = model.Weights["layer/embeddings"];
        model.AssertGives(Numbers.Make([3, 2], at => table[5 - at[0], at[1]]), Numbers.Of(5, 4, 3));
    }

    [Fact]
    public void AnEmbeddingOfKeras1TakesWhatItsInputLengthSays()
    {
        var model = KerasModel.Of("""{"class_name":"Sequential","keras_version":"1.2.2","config":[{"class_name":"Embedding","config":{"name":"layer","input_dim":6,"output_dim":2,"input_length":3,"input_dtype":"int32"}}]}""");
        var table = model.Weights["layer/embeddings"];
        model.AssertGives(Numbers.Make([1, 3, 2], at => table[at[1], at[2]]), new Numbers([1, 3], [0, 1, 2]));
    }

    [Theory]
    [InlineData("3.5.0")]
    [InlineData("2.15.0")]
    public void ZerosMayNotCount(string version)
    {
        var model = KerasModel.Of($$$"""
            {"class_name":"Sequential","keras_version":"{{{version}}}","config":{"layers":[
              {"class_name":"Embedding","config":{"name":"embedding","batch_input_shape":[null,null],"input_dim":4,"output_dim":2,"mask_zero":true}},
              {"class_name":"LSTM","config":{"name":"layer","units":3,"recurrent_activation":"sigmoid"}}]}}
            """);
        var table = model.Weights["embedding/embeddings"];
        var numbers = Numbers.RandomIntegers(2, 4, 3, 5);
        var rows = Numbers.Make([3, 5, 2], at => table[(int)numbers[at[0], at[1]], at[2]]);
        model.AssertGives(RecurrentModels.Lstm(model).Run(rows, (sample, step) => numbers[sample, step] != 0).Last, numbers);
    }

    [Theory]
    [InlineData(0.0, "null, null, 2")]
    [InlineData(-1.5, "null, 4, 2")]
    [InlineData(10.0, "null, 4, 2")]
    public void StepsOfTheMaskedValueBecomeZeros(double masked, string shape)
    {
        var model = KerasModel.OfLayer("Masking", FormattableString.Invariant($"\"mask_value\": {masked}"), shape);
        var input = Numbers.Random(3, 2, 4, 2);
        (input[0, 1, 0], input[0, 1, 1], input[1, 2, 0]) = (masked, masked, masked);
        model.AssertGives(Numbers.Make([2, 4, 2], at => at[0] == 0 && at[1] == 1 ? 0 : input[at]), input);
    }

    [Theory]
    [InlineData("Embedding", "\"input_dim\": 6")]
    [InlineData("Embedding", "\"input_dim\": -6, \"output_dim\": 2")]
    [InlineData("Embedding", "\"input_dim\": 2147483647, \"output_dim\": 2147483647")]
    [InlineData("Embedding", "\"input_dim\": 6, \"output_dim\": 2, \"lora_rank\": 4")]
    [InlineData("Embedding", "\"input_dim\": 6, \"output_dim\": 2, \"dtype\": {\"class_name\": \"QuantizedDTypePolicy\", \"config\": {\"name\": \"int8_from_float32\"}}")]
    [InlineData("Masking", "\"mask_value\": \"none\"")]
    public void OtherConfigurationsAreRefused(string className, string config) => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer(className, config, "null, 4, 2"));

    [Fact]
    public void TextsAreNoNumbers() => Assert.Throws<ModelFormatException>(() => KerasModel.OfLayer("Embedding", "\"input_dim\": 6, \"output_dim\": 2", "null", "string"));
}
