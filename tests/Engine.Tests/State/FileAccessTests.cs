using TypedModels.Engine.Tests.Support;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.State;

/// <summary>What operations with state may do with files: read the model's own, write none.</summary>
public sealed class FileAccessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("one\ntwo\nthree", -2, -1, new[] { "two", "none", "three" }, new long[] { 1, -7, 2 })]
    [InlineData("one\r\ntwo\r\n", -2, -1, new[] { "one", "two", "two\r" }, new long[] { 0, 1, -7 })]
    [InlineData("one\t10\ntwo\t20\n", 0, 1, new[] { "two", "one" }, new long[] { 20, 10 })]
    public void ATableIsFilledFromAnAssetOfTheModel(string content, int key, int value, string[] keys, long[] values)
    {
        using var session = OpenTable(content, key, value, isAsset: true, out var model);

        Assert.Equal(values, RawTensor.Call(session, model, 0, default, new RawTensor([keys.Length], [], [.. keys.Select(System.Text.Encoding.UTF8.GetBytes)]))[0].As<long>());
    }

    [Theory]
    [InlineData("one\n\ntwo", -2, -1, "empty line found at position 1")]
    [InlineData("one\ttwo\n", 0, 5, "Invalid number of columns in words.txt line 0: expected 6 got 2")]
    [InlineData("one\ttwo\n", 0, 1, "Field two in line 0 of words.txt is not a valid int64")]
    [InlineData("one\none\n", -2, -1, "two values for the same key")]
    public void AFileThatIsNoVocabularyIsRefused(string content, int key, int value, string problem) =>
        Assert.Contains(problem, Assert.Throws<ModelLoadException>(() => OpenTable(content, key, value, isAsset: true, out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void AFileThatIsNoAssetIsNotRead() =>
        Assert.Contains("is none of the model's assets", Assert.Throws<ModelLoadException>(() => OpenTable("one", -2, -1, isAsset: false, out _)).Message, StringComparison.Ordinal);

    [Fact]
    public void AnotherCheckpointIsNotRead()
    {
        var graph = new GraphBuilder().Node("prefix", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text(Path.Combine(ModelFolders.Models, "iris", "variables", "variables")))
            .Node("names", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text("x", 1)).Node("slices", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text("", 1))
            .Node("restored", "RestoreV2", "prefix names slices", NodeAttribute.Types("dtypes", DataType.Int32));

        AssertRefused(graph, "restored:0", "a model may read only the one that it is loaded with");
    }

    [Fact]
    public void NoCheckpointIsWritten()
    {
        string prefix = Path.Combine(_folder.FullName, "saved");
        var graph = new GraphBuilder().Node("prefix", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text(prefix)).Constant("value", 1)
            .Node("names", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text("x", 1)).Node("slices", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text("", 1))
            .Node("saved", "SaveV2", "prefix names slices value", NodeAttribute.Types("dtypes", DataType.Int32))
            .Node("done", "Const", "^saved", NodeAttribute.Type("dtype", DataType.Int32), ("value", GraphBuilder.ConstantValue(1)));

        AssertRefused(graph, "done:0", "SaveV2 writes files, which a model may not do");
        Assert.Empty(_folder.GetFiles());
    }

    private static void AssertRefused(GraphBuilder graph, string output, string problem)
    {
        using var loaded = LoadedGraph.Load(graph, "", output);
        var error = Assert.Throws<ModelRunException>(() => loaded.Call());
        Assert.Equal(ModelErrorCode.PermissionDenied, error.Code);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private EngineSession OpenTable(string content, int key, int value, bool isAsset, out EngineModel model)
    {
        string file = Path.Combine(_folder.FullName, "words.txt");
        File.WriteAllText(file, content);
        var graph = new GraphBuilder()
            .Node("file", "Const", "", NodeAttribute.Type("dtype", DataType.String), Text(isAsset ? "" : file))
            .Node("keys", "Placeholder", "", NodeAttribute.Type("dtype", DataType.String))
            .Node("default", "Const", "", NodeAttribute.Type("dtype", DataType.Int64), ("value", new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.Int64).Message(2, new WireWriter()).Varint(10, -7))))
            .Node("table", "HashTableV2", "", NodeAttribute.Type("key_dtype", DataType.String), NodeAttribute.Type("value_dtype", DataType.Int64), NodeAttribute.Text("shared_name", "words"))
            .Node("filled", "InitializeTableFromTextFileV2", "table file", NodeAttribute.Integer("key_index", key), NodeAttribute.Integer("value_index", value))
            .Node("found", "LookupTableFindV2", "table keys default", NodeAttribute.Type("Tin", DataType.String), NodeAttribute.Type("Tout", DataType.Int64));
        model = new EngineModel
        {
            Name = "words",
            Source = _folder.FullName,
            GraphDef = graph.ToArray(),
            Signatures = [new EngineSignature("call", [new EngineTensor("keys:0", DataType.String)], [new EngineTensor("found:0", DataType.Int64)])],
            Initialisers = ["filled"],
            Assets = isAsset ? [new AssetFile("file:0", file)] : [],
        };
        return new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
    }

    private static (string, WireWriter) Text(string text, int? count = null)
    {
        var shape = count is { } length ? new WireWriter().Message(2, new WireWriter().Varint(1, length)) : new WireWriter();
        return ("value", new WireWriter().Message(8, new WireWriter().Varint(1, (int)DataType.String).Message(2, shape).Text(8, text)));
    }
}
