using System.Runtime.InteropServices;
using TypedModels.Runtime.Calls;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Keras;

/// <summary>Layers of classes of one's own: the build is told what they give, the load what they compute.</summary>
public abstract class CustomLayersTests(EngineKind engine)
{
    private const string Declared = "Scale=float[?, 3];Gate=float[?, 3]";

    private static readonly string s_model = KerasFiles.FixtureOf("custom.keras");

    [Fact]
    public void TheyAddToTheGraphWhatTheyCompute()
    {
        RecordedModel.Require(engine);
        using var model = DeclaredModel.Load(engine, KerasFiles.ContractOf(s_model, Declared), new ModelOptions { Keras = Options() });
        float[] x = [1, 2, 3];
        var answer = model.Call(0, [new FixedTensor([1, 3], MemoryMarshal.AsBytes(x.AsSpan()).ToArray())], CancellationToken.None)[0];

        // Scale holds 1, 2, 3; Gate a Dense of 0, 0.1, … 0.8 with the bias 1, 2, 3.
        double[] scaled = [1, 4, 9];
        double[] expected = [.. Enumerable.Range(0, 3).Select(j => scaled[j] / (1 + Math.Exp(-(1 + j + Enumerable.Range(0, 3).Sum(i => scaled[i] * ((3 * i) + j) / 10)))))];
        float[] came = MemoryMarshal.Cast<byte, float>(answer.Elements).ToArray();
        Assert.All(expected.Zip(came), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void WithoutThemTheLoadSaysWhatToDo()
    {
        var error = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, KerasFiles.ContractOf(s_model, Declared)));
        Assert.Contains("The layer 'scale' (Scale) is of a class that is not Keras's own", error.Message, StringComparison.Ordinal);
        Assert.Contains("ModelOptions.Keras.Layers[\"Scale\"]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorOfTheirsNamesTheLayer()
    {
        var options = Options();
        options.Layers["Gate"] = _ => throw new InvalidOperationException("Not today.");
        var error = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, KerasFiles.ContractOf(s_model, Declared), new ModelOptions { Keras = options }));
        Assert.Contains("'gate' (Gate)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not today", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NoSuchOperation", 1, "TensorFlow has no operation 'NoSuchOperation'")]
    [InlineData("Mul", 1, "Mul takes 2 inputs, and 1 are given")]
    [InlineData("Relu", 2, "Relu takes 1 inputs, and 2 are given")]
    public void AnOperationThatIsNoneSaysSo(string operation, int inputs, string expected)
    {
        var options = Options();
        options.Layers["Scale"] = call => [call.Operation(operation, [.. Enumerable.Repeat(call.Inputs[0], inputs)])];
        var error = Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(engine, KerasFiles.ContractOf(s_model, Declared), new ModelOptions { Keras = options }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static KerasOptions Options() => new()
    {
        Layers =
        {
            ["Scale"] = call => [call.Operation("Mul", call.Inputs[0], call.Weight("factor", call.Config.GetProperty("units").GetInt64()))],
            ["Gate"] = call => [call.Operation("Mul", call.Inputs[0], call.Layer("gate", "Dense", """{"units": 3, "activation": "sigmoid"}""", call.Inputs[0])[0])],
        },
    };
}
