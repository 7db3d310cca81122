using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Models;
using TypedModels.Formats.Protobuf;
using TypedModels.Tests.TextFormat;

namespace TypedModels.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("models/digits", "SavedModel")]
    [InlineData("models/digits/saved_model.pb", "SavedModel")]
    [InlineData("models/digits/saved_model.pbtxt", "SavedModel")]
    [InlineData("models/model.ckpt-100.meta", "MetaGraph")]
    [InlineData("models/classifier.pb", "Graph")]
    [InlineData("models/classifier.pbtxt", "Graph")]
    [InlineData("models/model.keras", "Keras")]
    [InlineData("models/model.weights.h5", "Keras")]
    [InlineData("models/MODEL.HDF5", "Keras")]
    [InlineData("models/model.json", "Keras")]
    [InlineData("models/model.tflite", "SavedModel")]
    public void APathSaysWhatItNames(string path, string kind) => Assert.Equal(kind, ModelFile.KindOf(path).ToString());

    [Theory]
    [InlineData("saver/model_a.ckpt-100.meta", "MetaGraph", "model_a.ckpt-100", "saver")]
    [InlineData("frozen/classifier.pb", "Graph", "classifier", "frozen")]
    [InlineData("frozen/classifier.pbtxt", "Graph", "classifier", "frozen")]
    [InlineData("iris", "SavedModel", "iris", "iris")]
    [InlineData("iris/saved_model.pb", "SavedModel", "iris", "iris")]
    public void AFileHasAKindANameAndAFolder(string path, string kind, string name, string folder)
    {
        var model = ModelFile.Read(Path.Combine(TestModels.Folder, path));

        Assert.Equal((kind, name, Path.Combine(TestModels.Folder, folder)), (model.Kind.ToString(), model.Name, model.Folder));
        Assert.Equal(kind == "SavedModel", model.SavedModel is not null);
        Assert.True(File.Exists(model.Path));
    }

    [Fact]
    public void AMetaGraphSaysHowItIsRestored()
    {
        var metaGraph = Assert.Single(ModelFile.Read(Path.Combine(TestModels.FolderOf("saver"), "model_a.ckpt-100.meta")).MetaGraphs);

        Assert.Equal(("save/Const:0", "save/restore_all"), (metaGraph.Saver?.FilenameTensor, metaGraph.Saver?.RestoreOperation));
        Assert.Empty(metaGraph.AllSignatures);
        Assert.True(metaGraph.Graph.Nodes.IndexOf("output") >= 0);
    }

    [Theory]
    [InlineData("classifier.pb")]
    [InlineData("classifier.pbtxt")]
    public void AFrozenGraphHasNodesAndNothingElse(string file)
    {
        var metaGraph = Assert.Single(ModelFile.Read(Path.Combine(TestModels.FolderOf("frozen"), file)).MetaGraphs);

        Assert.True(metaGraph.Graph.Nodes.IndexOf("probabilities") >= 0);
        Assert.Empty(metaGraph.AllSignatures);
        Assert.Empty(metaGraph.Tags);
        Assert.Empty(metaGraph.Assets);
        Assert.Empty(metaGraph.OperationDefinitions);
        Assert.Null(metaGraph.Saver);
        Assert.Null(metaGraph.InitOperation);
        Assert.NotEmpty(metaGraph.GraphBytes.ToArray());
    }

    [Fact]
    public void AMetaGraphInTextFormIsRead()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf("saver"), "sharded.ckpt.meta"));
        string file = Write("text.meta", Encoding.UTF8.GetBytes(TextPrinter.Print(Tensorflow.MetaGraphDef.Parser.ParseFrom(bytes))));

        Assert.Equal(ModelFile.Read(Path.Combine(TestModels.FolderOf("saver"), "sharded.ckpt.meta")).MetaGraphs[0].Saver?.RestoreOperation, ModelFile.Read(file).MetaGraphs[0].Saver?.RestoreOperation);
    }

    [Fact]
    public void AMetaGraphNamedAsAGraphIsReadAsWhatItIs()
    {
        var model = ModelFile.Read(Write("graph.pb", File.ReadAllBytes(Path.Combine(TestModels.FolderOf("saver"), "model_a.ckpt-100.meta"))));

        Assert.Equal(ModelFileKind.MetaGraph, model.Kind);
        Assert.NotNull(model.MetaGraphs[0].Saver);
    }

    [Fact]
    public void AMissingFileNamesTheNearestOnes()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "");
        Write("model.ckpt-100.meta", [1]);
        Write("frozen.pb", [1]);
        var problem = ProblemOf(Path.Combine(_folder, "model.ckpt-200.meta"));

        Assert.Equal(("TYMD1001", "Correct the path: the folder has 'model.ckpt-100.meta', 'frozen.pb'"), (problem.Error.Id, problem.Remedy));
        Assert.Equal("TYMD1001", ProblemOf(Path.Combine(_folder, "nowhere", "model.meta")).Error.Id);
    }

    [Theory]
    [InlineData("model.meta", "", "TYMD1004")]
    [InlineData("model.pb", "", "TYMD1004")]
    [InlineData("model.meta", "version https://git-lfs.github.com/spec/v1\noid sha256:00", "TYMD1003")]
    [InlineData("model.pbtxt", "version https://git-lfs.github.com/spec/v1\noid sha256:00", "TYMD1003")]
    [InlineData("model.meta", "<html><body>404</body></html>", "TYMD1005")]
    [InlineData("model.pb", "{\"error\": \"not found\"}", "TYMD1005")]
    [InlineData("model.pbtxt", "Not Found", "TYMD1005")]
    [InlineData("model.pb", "node { name: \"x\" op: \"NoOp\" }", "TYMD1019")]
    [InlineData("model.pbtxt", "node { name: \"x\" opp: \"NoOp\" }", "TYMD1020")]
    [InlineData("model.pbtxt", "# nothing but a comment\n", "TYMD1010")]
    [InlineData("model.pb", "\u0012\0", "TYMD1010")]
    [InlineData("model.meta", "\u0012\u0040\0", "TYMD1009")]
    [InlineData("model.pb", "\u0089HDF\r\n\u001a\n", "TYMD1019")]
    [InlineData("model.h5", "\u0089HDF\r\n\u001a\n", "TYMD1019")]
    [InlineData("model.keras", "PK\u0003\u0004", "TYMD1019")]
    [InlineData("model.tflite", "\u0018\0\0\0TFL3", "TYMD1019")]
    [InlineData("model.pb", "\u0018\0\0\0TFL3", "TYMD1019")]
    [InlineData("model.onnx", "\u0008\u0007", "TYMD1019")]
    [InlineData("model.bin", "\u0008\u0007", "TYMD1019")]
    public void WhatIsNoGraphIsRefused(string file, string content, string id)
    {
        string path = Write(file, Encoding.Latin1.GetBytes(content));
        var problem = ProblemOf(path);

        Assert.Equal((id, path), (problem.Error.Id, problem.File));
    }

    [Fact]
    public void TheTextOfAGraphInAFileNamedAsBinarySaysHowToNameIt()
    {
        Assert.Equal("Give the file a name that ends in .pbtxt", ProblemOf(Write("graph.pb", "node { name: 'x' }"u8.ToArray())).Remedy);
        Assert.Equal("Give the file a name that ends in .pb if it is a graph in binary form", ProblemOf(Write("graph.pbtxt", File.ReadAllBytes(Path.Combine(TestModels.FolderOf("frozen"), "classifier.pb")))).Remedy);
    }

    [Fact]
    public void ASavedModelUnderAnotherNameIsToldFromAGraph()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf("iris"), "saved_model.pb"));

        Assert.Contains("saved_model.pb", ProblemOf(Write("iris.pb", bytes)).Remedy, StringComparison.Ordinal);
        Assert.Equal("TYMD1019", ProblemOf(Write("iris.meta", bytes)).Error.Id);
    }

    [Fact]
    public void AGraphAloneIsNoMetaGraph()
    {
        string file = Write("frozen.meta", File.ReadAllBytes(Path.Combine(TestModels.FolderOf("frozen"), "classifier.pb")));

        Assert.Contains("is a graph alone", ProblemOf(file).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_a.ckpt-100")]
    [InlineData("model_a.ckpt-100.index")]
    [InlineData("model_a.ckpt-100.data-00000-of-00001")]
    public void ACheckpointSaysWhereItsGraphIs(string file)
    {
        var problem = ProblemOf(Path.Combine(TestModels.FolderOf("saver"), file));

        Assert.Equal(("TYMD1019", "Name its graph, 'model_a.ckpt-100.meta'"), (problem.Error.Id, problem.Remedy));
    }

    [Fact]
    public void AFolderIsASavedModelWhateverItsNameEndsIn()
    {
        string folder = Path.Combine(_folder, "iris.pb");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), File.ReadAllBytes(Path.Combine(TestModels.FolderOf("iris"), "saved_model.pb")));

        Assert.Equal(ModelFileKind.SavedModel, ModelFile.Read(folder).Kind);
    }

    [Fact]
    public void AGraphThatBeginsWithItsVersionsIsRead()
    {
        var graph = new WireWriter().Message(4, new WireWriter().Varint(1, 1766)).Message(1, HandMadeModels.Placeholder("x", DataType.Float));

        Assert.Equal("x", Assert.Single(ModelFile.Read(Write("graph.pb", graph.ToArray())).MetaGraphs[0].Graph.Nodes).Name);
    }

    private static ModelProblem ProblemOf(string path) => Assert.Throws<ModelFormatException>(() => ModelFile.Read(path)).Problem;

    private string Write(string name, byte[] bytes)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }
}
