using TypedModels.Engines;
using TypedModels.TensorFlow.Tests.Support;

namespace TypedModels.TensorFlow.Tests;

public sealed class LoadErrorTests
{
    [Theory]
    [InlineData("no_variables_folder", "variables", "the folder of the variables is missing. Copy the whole model, or export it again.")]
    [InlineData("no_variables_data", "variables/variables.data-00000-of-00001", "the file with the variables' values is missing. Copy the whole model, or export it again.")]
    [InlineData("truncated_index", "variables/variables.index", "the index of the variables is damaged or cut off: not an sstable (bad magic number). Copy the model again, or export it again.")]
    [InlineData("truncated_data", "variables/variables.data-00000-of-00001", "the file is shorter than its index says: Read less bytes than requested. Copy the model again, or export it again.")]
    [InlineData("flipped_bit", "variables/variables.data-00000-of-00001", "the variables' values are damaged: ")]
    [InlineData("missing_asset", "assets/vocabulary.txt", "a file that the model reads is missing. Copy the whole model with its assets, or export it again.")]
    [InlineData("unknown_op", "", "the graph uses the operation MyCompanyAdd, which TensorFlow 2.16.2 does not have. Run it with the TensorFlow version it was saved with, or export it without that operation.")]
    [InlineData("newer_producer", "", "the graph needs version 999999 of the graph format or later, TensorFlow 2.16.2 has version 1766. Use a newer TensorFlow library, or export the model with TensorFlow 2.16.2.")]
    [InlineData("dangling_signature", "", "signature 'serving_default' names the tensor 'no_such_tensor:0', but the graph has no operation 'no_such_tensor'. The model's file contradicts itself: export it again.")]
    [InlineData("bad_tensor_name", "", "signature 'serving_default' names the tensor 'serving_default_x:7', but 'serving_default_x' (Placeholder) has 1 output. The model's file contradicts itself: export it again.")]
    [InlineData("wrong_dtype", "", "signature 'serving_default' says that 'serving_default_x:0' is int32, but in the graph it is float. The model's file contradicts itself: export it again.")]
    public void ADamagedModelIsRefusedWithFileProblemAndRemedy(string name, string file, string problem)
    {
        var model = ModelFolders.Read($"refused/{name}");
        var error = Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model));

        string path = file.Length == 0 ? model.Source : Path.Combine(model.Source, file);
        Assert.Equal(path, error.File);
        Assert.StartsWith($"refused/{name} cannot be loaded: {path}: {problem.Replace("2.16.2", RealLibrary.Library.Version, StringComparison.Ordinal)}", error.Message, StringComparison.Ordinal);
        Assert.Equal($"refused/{name}", error.Model);
    }

    [Fact]
    public void BytesThatAreNoGraphAreRefused()
    {
        var model = GraphBuilder.Add() with { GraphDef = new byte[] { 0xff, 1, 2, 3 } };

        Assert.Equal("handmade cannot be loaded: /models/handmade: the graph's bytes are damaged. Copy the model again, or export it again.", Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message);
    }

    [Fact]
    public void AGraphThatContradictsItselfIsRefusedInTensorFlowsWords()
    {
        var model = new GraphBuilder().Node("sum", "AddV2", ["a", "b"], ("T", GraphBuilder.Type(DataType.Float))).Model([], [new("sum:0", DataType.Float)]);
        string message = Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message;

        Assert.Contains("refuses the graph: Node 'sum': Unknown input node 'a'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a:x")]
    [InlineData("a:-1")]
    [InlineData("a\0b:0")]
    [InlineData("a:2147483647")]
    public void ANameThatIsNoTensorsNameIsRefused(string name)
    {
        var model = GraphBuilder.Add() with { Signatures = [new EngineSignature("call", [], [new EngineTensor(name, DataType.Float)])] };

        Assert.Contains("signature 'call' names the tensor '", Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AResourceIsNoArgument()
    {
        var model = new GraphBuilder()
            .Node("variable", "VarHandleOp", [], ("dtype", GraphBuilder.Type(DataType.Float)), ("shape", GraphBuilder.UnknownShape()))
            .Model([], [new("variable:0", DataType.Resource)]);

        Assert.Contains("signature 'call' has the tensor 'variable:0' of resource, which cannot leave TensorFlow", Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATensorThatTwoInputsFeedIsRefused()
    {
        var model = GraphBuilder.Add() with { Signatures = [new EngineSignature("call", [new("a", DataType.Float), new("a:0", DataType.Float)], [new("sum:0", DataType.Float)])] };

        Assert.Contains("signature 'call' feeds the tensor 'a:0' by two inputs", Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInitialisationThatFailsIsNamed()
    {
        var model = new GraphBuilder()
            .Constant("no", DataType.Bool, [0])
            .Node("check", "Assert", ["no", "no"], ("T", GraphBuilder.Types(DataType.Bool)))
            .Model([], []) with { Initialisers = ["check"] };
        string message = Assert.Throws<ModelLoadException>(() => RealLibrary.Open(model)).Message;

        Assert.Contains("the model's own initialisation (check) failed: assertion failed: ", message, StringComparison.Ordinal);
    }
}
