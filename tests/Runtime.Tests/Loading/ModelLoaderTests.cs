using TypedModels.Formats.Extraction;
using TypedModels.Formats.Protobuf;
using TypedModels.Runtime;
using TypedModels.Runtime.Loading;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Loading;

public sealed class ModelLoaderTests
{
    private static readonly string[] s_steps = ["Reading", "Importing", "WarmingUp", "Ready"];

    [Fact]
    public void TheLoadedModelSaysWhatItIs()
    {
        var engine = new ScriptedEngine();
        using var model = Load(ContractOf("add"), FolderOf("add"), engine);

        Assert.Equal("add", model.Info.Model);
        Assert.Equal(FolderOf("add"), model.Info.Source);
        Assert.Equal("scripted", model.Info.Engine);
        Assert.Equal(ContractOf("add").Fingerprint, model.Info.Contract.Fingerprint);
        Assert.True(model.Info.LoadTime > TimeSpan.Zero);
    }

    [Fact]
    public void TheEngineIsGivenGraphVariablesAndAssets()
    {
        var engine = new ScriptedEngine();
        using (Load(ContractOf("sentiment"), FolderOf("sentiment"), engine))
        {
            Assert.NotEqual(0, engine.Model!.GraphDef.Length);
            Assert.Equal(Path.Combine(FolderOf("sentiment"), "variables", "variables"), engine.Model.Restore!.Prefix);
            Assert.All(engine.Model.Assets, asset => Assert.True(File.Exists(asset.Path)));
            Assert.NotEmpty(engine.Model.Assets);
        }
    }

    [Fact]
    public void EachStepIsReportedInOrderAndTheLastIsWhole()
    {
        var reports = new List<LoadProgress>();
        using (Load(ContractOf("add"), FolderOf("add"), new ScriptedEngine(), new ModelOptions { WarmUp = WarmUp.Zeros }, new Reports(reports.Add)))
        {
            Assert.Equal(s_steps, reports.Select(report => report.Step.ToString()));
            Assert.Equal(1, reports[^1].Fraction);
            Assert.Equal(0, reports[0].Fraction);
        }
    }

    [Theory]
    [InlineData(LoadStep.Reading)]
    [InlineData(LoadStep.Importing)]
    [InlineData(LoadStep.WarmingUp)]
    [InlineData(LoadStep.Ready)]
    public void CancellingBeforeAnyStepLeavesNothingBehind(LoadStep step)
    {
        using var source = new CancellationTokenSource();
        var engine = new ScriptedEngine();
        var progress = new Reports(report =>
        {
            if ((int)report.Step == Math.Max(0, (int)step - 1) || report.Step == step)
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            }
        });

        Assert.Throws<OperationCanceledException>(() => Load(ContractOf("add"), FolderOf("add"), engine, new ModelOptions { WarmUp = WarmUp.Zeros }, progress, source.Token));
        Assert.Equal(engine.Session is null ? 0 : 1, engine.Session?.Disposals ?? 0);
    }

    [Fact]
    public void AProgressThatFailsLeavesNothingBehind()
    {
        var engine = new ScriptedEngine();
        var progress = new Reports(report =>
        {
            if (report.Step == LoadStep.Ready)
            {
                throw new InvalidOperationException("the report's own");
            }
        });

        Assert.Throws<InvalidOperationException>(() => Load(ContractOf("add"), FolderOf("add"), engine, progress: progress));
        Assert.Equal(1, engine.Session!.Disposals);
    }

    [Fact]
    public void OptionsAreCheckedFirst()
    {
        var error = Assert.Throws<ArgumentException>(() => Load(ContractOf("add"), "/nowhere", new ScriptedEngine(), new ModelOptions { Threads = 0 }));

        Assert.StartsWith("ModelOptions.Threads is 0, expected at least 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatIsNotThereIsNamed()
    {
        string folder = Path.GetFullPath("/nowhere/digits");
        var error = Refused(folder);

        Assert.Equal($"add cannot be loaded: {folder}: There is no such folder. Correct the path: it names the folder that holds saved_model.pb.", error.Message);
        Assert.Equal(folder, error.File);
        Assert.Equal("add", error.Model);
    }

    [Theory]
    [InlineData("only_variables", "The folder holds no saved_model.pb. Its variables are there: fetch saved_model.pb too, or export the model again.")]
    [InlineData("git_lfs_pointer", "The file is a Git LFS pointer: the file itself was never fetched. Run 'git lfs install' once and 'git lfs pull' in the repository.")]
    [InlineData("empty_pb", "The file is empty. Fetch or export the model again.")]
    [InlineData("not_a_protobuf", "The file holds a web page, not a SavedModel. Fetch the model again, and look at what the download answered.")]
    [InlineData("no_meta_graph", "The file holds no graph.")]
    [InlineData("truncated_pb", "The bytes are damaged or cut off: fetch or export the model again.")]
    [InlineData("no_serve_tag", "has no graph with the tags 'serve', only 'train'. Export the model with these tags, or name others in [TfModel(…, Tags = …)].")]
    public void AFileThatIsNoModelSaysWhatItIsAndWhatToDo(string name, string text)
    {
        var error = Refused(Path.Combine(TestModels.Folder, "refused", name));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(Path.Combine(TestModels.Folder, "refused", name), error.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no_variables_folder", "The variables of the model are missing. Copy the folder 'variables' with the model.")]
    [InlineData("no_variables_data", "The data of the variables is missing, its index is there. Copy the whole folder 'variables' with the model.")]
    [InlineData("missing_asset", "An asset of the model is missing. Copy the folder 'assets' with the model.")]
    public void AFileThatIsMissingBesideTheModelIsNamed(string name, string text)
    {
        string folder = Path.Combine(TestModels.Folder, "refused", name);
        var error = Assert.Throws<ModelLoadException>(() => Load(Compiled(folder), folder, new ScriptedEngine()));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(folder, error.File, StringComparison.Ordinal);
    }

    [Fact]
    public void ADefaultThatCannotBeReadIsALoadError()
    {
        using var folder = new TemporaryFolder();
        var graph = HandMadeModels.Graph(HandMadeModels.Placeholder("x", DataType.Float));
        var wide = new WireWriter().Varint(1, (int)DataType.Float).Message(2, HandMadeModels.Shape(new TensorShape(1L << 40)));
        folder.Write("saved_model.pb", HandMadeModels.Of(graph, HandMadeModels.Signature(
            "serving_default", [("x", HandMadeModels.Tensor("x:0", DataType.Float, new TensorShape(-1)))], [("y", HandMadeModels.Tensor("x:0", DataType.Float, new TensorShape(-1)))], [("x", wide)])));

        var error = Assert.Throws<ModelLoadException>(() => Load(ContractOf("add"), folder.Path, new ScriptedEngine()));
        Assert.StartsWith(folder.Path, error.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadingElsewhereThrowsTheSame()
    {
        var contract = ContractOf("add");
        await Assert.ThrowsAsync<ModelLoadException>(() => ModelSession.LoadAsync(contract, new ModelOptions { Source = "/nowhere" }, null, CancellationToken.None));
        var cancelled = ModelSession.LoadAsync(contract, new ModelOptions { Source = "/nowhere" }, null, new CancellationToken(true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
    }

    private static ModelLoadException Refused(string folder)
    {
        var error = Assert.ThrowsAny<ModelLoadException>(() => Load(ContractOf("add"), folder, new ScriptedEngine()));
        Assert.IsType<ModelLoadException>(error);
        return error;
    }

    private static string FolderOf(string name) => TestModels.FolderOf(name);

    private static ModelContract ContractOf(string name) => Assert.Single(ContractExtractor.ExtractFolder(FolderOf(name), name, "models/" + name).Document.TagSets);

    private static ModelContract Compiled(string folder) => Assert.Single(ContractExtractor.ExtractFolder(folder, "add", "models/add").Document.TagSets);

    private static ModelSession Load(
        ModelContract contract, string folder, ScriptedEngine engine, ModelOptions? options = null, IProgress<LoadProgress>? progress = null, CancellationToken token = default) =>
        new ModelLoader(contract, "Wrapper", (options ?? new ModelOptions()) with { Source = folder }, progress, token) { FindEngine = (_, _) => engine }.Load();

    private sealed class Reports(Action<LoadProgress> onReport) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => onReport(value);
    }
}
