using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.Protobuf;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Tests;

public sealed class SavedModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels ä#;@").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The models that must be refused, and the error or the warning a build gives; null where only an engine can tell.</summary>
    public static TheoryData<string, string?, string?> RefusedModels => new()
    {
        { "bad_tensor_name", "TYMD1013", null },
        { "dangling_signature", "TYMD1012", null },
        { "empty_pb", "TYMD1004", null },
        { "flipped_bit", null, null },
        { "git_lfs_pointer", "TYMD1003", null },
        { "missing_asset", null, "TYMD1017" },
        { "newer_producer", null, null },
        { "no_meta_graph", "TYMD1010", null },
        { "no_serve_tag", null, null },
        { "no_signatures", null, null },
        { "no_variables_data", null, "TYMD1016" },
        { "no_variables_folder", null, "TYMD1016" },
        { "not_a_protobuf", "TYMD1005", null },
        { "only_variables", "TYMD1001", null },
        { "truncated_data", null, null },
        { "truncated_index", null, "TYMD1009" },
        { "truncated_pb", "TYMD1009", null },
        { "unknown_op", null, null },
        { "wrong_dtype", "TYMD1014", null },
    };

    [Theory, MemberData(nameof(RefusedModels))]
    public void AModelThatMustBeRefusedHasItsErrorOrWarning(string model, string? error, string? warning)
    {
        var result = ContractExtractor.ExtractFolder(TestModels.FolderOf($"refused/{model}"), model, $"models/{model}");

        Assert.Equal(error, result.Error?.Error.Id);
        Assert.Equal(error, result.Document.Error?.Id);
        Assert.Equal(warning, result.Warnings.SingleOrDefault()?.Error.Id);
        Assert.Equal(error is null, result.Document.TagSets.Count > 0);
        Assert.Equal(result.Document, ContractReader.Read(ContractWriter.Write(result.Document)));
    }

    [Fact]
    public void AModelWithoutSignaturesHasAContractForClassesThatDeclareTheirOwn()
    {
        var document = ContractExtractor.ExtractFolder(TestModels.FolderOf("refused/no_signatures"), "m", "models/m").Document;

        Assert.NotEqual(ExtractionError.NoSignature.Id, document.Error?.Id);
        Assert.Empty(Assert.Single(document.TagSets).Signatures);
    }

    [Fact]
    public void TheTheoryAboveKnowsEveryRefusedModel() =>
        Assert.Equal(
            Directory.GetDirectories(TestModels.FolderOf("refused")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            RefusedModels.Select(row => row.Data.Item1));

    [Fact]
    public void TheFileItselfIsTakenForItsFolder()
    {
        var model = SavedModelFile.Read(Path.Combine(TestModels.FolderOf("add"), "saved_model.pb"));

        Assert.Equal(TestModels.FolderOf("add"), model.Folder);
        Assert.Equal(["serve"], Assert.Single(model.Document.MetaGraphs).Tags);
        Assert.NotNull(model.Document.Find(["serve"]));
        Assert.Null(model.Document.Find(["serve", "gpu"]));
    }

    [Fact]
    public void AGitLfsPointerSaysHowToFetchTheFile()
    {
        var problem = ProblemOf(TestModels.FolderOf("refused/git_lfs_pointer"));

        Assert.Equal("The file is a Git LFS pointer: the file itself was never fetched", problem.Problem);
        Assert.Contains("git lfs pull", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFolderIsNamed() => Assert.Equal(("TYMD1001", Path.Combine(_folder, "nowhere")), (ProblemOf(Path.Combine(_folder, "nowhere")).Error.Id, ProblemOf(Path.Combine(_folder, "nowhere")).File));

    [Theory]
    [InlineData("saved_model.pbtxt", "TYMD1006")]
    [InlineData("saved_model.cpb", "TYMD1007")]
    [InlineData("model.keras", "TYMD1001")]
    public void OtherFilesInItsPlaceAreNamed(string file, string id)
    {
        File.WriteAllText(Path.Combine(_folder, file), "saved_model_schema_version: 1");

        Assert.Equal(id, ProblemOf(_folder).Error.Id);
    }

    [Fact]
    public void AModelOneFolderFurtherDownIsPointedTo()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "1"));
        File.WriteAllBytes(Path.Combine(_folder, "1", "saved_model.pb"), [1]);

        Assert.Contains("'1'", ProblemOf(_folder).Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("saved_model_schema_version: 1\nmeta_graphs {\n", "TYMD1006")]
    [InlineData("\uFEFF<html>", "TYMD1005")]
    [InlineData("{\"error\": \"not found\"}", "TYMD1005")]
    public void TextInItsPlaceIsToldFromAModel(string text, string id) => Assert.Equal(id, ProblemOf(Write(System.Text.Encoding.UTF8.GetBytes(text))).Error.Id);

    [Fact]
    public void AFrozenGraphInItsPlaceIsToldFromAModel() =>
        Assert.Equal("TYMD1008", ProblemOf(Write(HandMadeModels.Graph(HandMadeModels.Placeholder("x", DataType.Float)).ToArray())).Error.Id);

    [Fact]
    public void AFileThatCannotBeOpenedIsAnErrorOfOurs()
    {
        string folder = Write([8, 1]);
        using var locked = new FileStream(Path.Combine(folder, "saved_model.pb"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal("TYMD1002", ProblemOf(folder).Error.Id);
    }

    [Fact]
    public void AnErrorNamesTheFileAndTheByte()
    {
        string folder = Write([8, 1, 0x12, 100, 1, 2]);
        var error = Assert.Throws<ModelFormatException>(() => SavedModelFile.Read(folder));

        Assert.Equal(Path.Combine(folder, "saved_model.pb"), error.Problem.File);
        Assert.Equal(4, error.Offset);
        Assert.Contains("100 bytes are announced and 2 are left", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../secret.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    public void AnAssetOutsideTheModelIsReported(string asset)
    {
        var metaGraph = new WireWriter().Message(2, HandMadeModels.Graph(HandMadeModels.Placeholder("x", DataType.String)))
            .Message(6, new WireWriter().Message(1, HandMadeModels.Tensor("x:0", DataType.String)).Text(2, asset));
        var model = SavedModelFile.Read(Write(new WireWriter().Varint(1, 1).Message(2, metaGraph).ToArray()));

        var problem = Assert.Single(ModelFiles.FindProblems(model, model.Document.MetaGraphs[0]));
        Assert.Equal(("TYMD1017", $"The asset '{asset}' does not lie in the model's folder"), (problem.Error.Id, problem.Problem));
    }

    [Theory]
    [InlineData("variables/variables.index")]
    [InlineData("variables/variables.data-00000-of-00001")]
    [InlineData("assets/vocabulary.txt")]
    public void AGitLfsPointerInPlaceOfWeightsOrAssetsIsReported(string file)
    {
        string folder = Copy("sentiment");
        File.Copy(Path.Combine(TestModels.FolderOf("refused/git_lfs_pointer"), "saved_model.pb"), Path.Combine(folder, file), overwrite: true);

        var problem = Assert.Single(ContractExtractor.ExtractFolder(folder, "sentiment", "models/sentiment").Warnings);
        Assert.Equal(("TYMD1003", Path.Combine(folder, file)), (problem.Error.Id, problem.File));
    }

    [Fact]
    public void AShardThatIsMissingIsReported()
    {
        string folder = Copy("sentiment");
        string data = Path.Combine(folder, "variables", "variables.data-00000-of-00001");
        File.Move(data, data.Replace("of-00001", "of-00002", StringComparison.Ordinal));

        var problem = Assert.Single(ContractExtractor.ExtractFolder(folder, "sentiment", "models/sentiment").Warnings);
        Assert.Equal(("TYMD1016", Path.Combine(folder, "variables", "variables.data-00001-of-00002")), (problem.Error.Id, problem.File));
    }

    [Fact]
    public void AShardThatNoIndexRefersToIsNoHarm()
    {
        string folder = Copy("sentiment");
        File.WriteAllText(Path.Combine(folder, "variables", "variables.data-00000-of-00003"), "left by a saver that was ended");

        Assert.Empty(ContractExtractor.ExtractFolder(folder, "sentiment", "models/sentiment").Warnings);
    }

    [Fact]
    public void GraphsThatOccurInPartsAreMerged()
    {
        var metaGraph = new WireWriter()
            .Message(2, new WireWriter().Message(1, HandMadeModels.Placeholder("x", DataType.Float)))
            .Message(2, new WireWriter().Message(1, HandMadeModels.Placeholder("y", DataType.Float)));
        var graph = new MetaGraphDocument(metaGraph.ToArray());

        Assert.Equal(["x", "y"], graph.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(1, graph.Graph.Nodes.IndexOf("y"));
        Assert.Equal(-1, graph.Graph.Nodes.IndexOf("z"));
    }

    private static ModelProblem ProblemOf(string folder) => Assert.Throws<ModelFormatException>(() => SavedModelFile.Read(folder)).Problem;

    private string Write(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "saved_model.pb"), bytes);
        return _folder;
    }

    private string Copy(string model)
    {
        string source = TestModels.FolderOf(model);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(_folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(file));
        }

        return _folder;
    }
}
