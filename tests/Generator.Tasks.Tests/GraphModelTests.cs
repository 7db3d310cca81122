using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Models that are one file: what is read of them, and which checkpoints go with them.</summary>
public sealed class GraphModelTests : IDisposable
{
    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    [Fact]
    public void GraphsInOneFolderAreModelsOfTheirOwnEachWithTheCheckpointOfItsName()
    {
        var application = Application("""<TfModel Include="models/saver/model_*.meta;models/frozen/classifier.pb;models/frozen/classifier.pbtxt" />""");

        application.Build().Succeeded();

        Assert.Equal(
            ["models/frozen/classifier.pb", "models/frozen/classifier.pbtxt", "models/saver/model_a.ckpt-100.meta", "models/saver/model_b.ckpt-100.meta"],
            application.Contracts().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "checkpoint", "model_a.ckpt-100.data-00000-of-00001", "model_a.ckpt-100.index", "model_a.ckpt-100.meta",
                "model_b.ckpt-100.data-00000-of-00001", "model_b.ckpt-100.index", "model_b.ckpt-100.meta",
            ],
            Files(application, "models/saver"));
        Assert.Equal(["classifier.pb", "classifier.pbtxt"], Files(application, "models/frozen"));

        var contract = Assert.Single(ContractReader.Read(application.Contracts()["models/saver/model_a.ckpt-100.meta"]).TagSets);
        Assert.Equal(("model_a.ckpt-100", "models/saver/model_a.ckpt-100.meta"), (contract.Model, contract.Path));
        Assert.Empty(contract.Tags);
        Assert.Empty(contract.Signatures);
        string list = Graph(application, "model_a.ckpt-100.meta");
        Assert.StartsWith("typedmodels graph 1\npath models/saver/model_a.ckpt-100.meta\ncheckpoint model_a.ckpt-100\ntags\n", list, StringComparison.Ordinal);
        Assert.Contains("\nnode input Placeholder float [?, ", list, StringComparison.Ordinal);
        Assert.DoesNotContain("checkpoint", Graph(application, "classifier.pb"), StringComparison.Ordinal);
        Assert.False(application.Build().Succeeded().Extracted);
    }

    [Fact]
    public void AGraphThatNoCheckpointIsNamedAfterTakesAllBesideIt()
    {
        var application = Application("""<TfModel Include="models/saver/scoped.meta" />""");

        application.Execute("publish", "-o", "published").Succeeded();

        string[] published = [.. Directory.GetFiles(application.PathOf("published/models/saver")).Select(file => Path.GetFileName(file)!)];
        Assert.Contains("scoped.meta", published);
        Assert.Contains("checkpoint", published);
        Assert.Equal(3, published.Count(file => file.StartsWith("sharded.ckpt.data-", StringComparison.Ordinal)));
        Assert.Equal(5, published.Count(file => file.EndsWith(".index", StringComparison.Ordinal)));
    }

    [Fact]
    public void ItemsSayWhichCheckpointsGoWithTheModel()
    {
        var application = Application("""<TfModel Include="models/saver/scoped.meta" Checkpoint="models/saver/scoped_model_*; models/weights/best;models/nowhere/m" TargetPath="weights/all.meta" />""");
        application.Write("models/weights/best.index", "index");
        application.Write("models/weights/best.data-00000-of-00001", "data");
        application.Write("models/weights/other.index", "index");

        application.Build().Succeeded();

        // What lies outside the model's folder keeps its place beside it: here that is the application's own folder "weights".
        Assert.Equal(
            [
                "all.meta", "best.data-00000-of-00001", "best.index", "checkpoint", "scoped_model_a.ckpt.data-00000-of-00001", "scoped_model_a.ckpt.index",
                "scoped_model_b.ckpt.data-00000-of-00001", "scoped_model_b.ckpt.index",
            ],
            Files(application, "weights"));
        Assert.Contains("\ncheckpoint ../weights/best\ncheckpoint scoped_model_a.ckpt\ncheckpoint scoped_model_b.ckpt\n", Graph(application, "scoped.meta"), StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointOfTheFirstFormatIsOneFile()
    {
        var application = Application("""<TfModel Include="models/old/m.ckpt.meta" />""");
        Directory.CreateDirectory(application.PathOf("models/old"));
        File.Copy(Repository.Model("saver/model_a.ckpt-100.meta"), application.PathOf("models/old/m.ckpt.meta"));
        application.Write("models/old/m.ckpt", "values");

        application.Build().Succeeded();

        Assert.Equal(["m.ckpt", "m.ckpt.meta"], Files(application, "models/old"));
        Assert.Contains("\ncheckpoint m.ckpt\n", Graph(application, "m.ckpt.meta"), StringComparison.Ordinal);
    }

    [Fact]
    public void RetrainedValuesCompileNothingAndAnotherGraphOrCheckpointIsCompiled()
    {
        var application = Application("""<TfModel Include="models/saver/model_a.ckpt-100.meta" Checkpoint="models/saver/model_a*" />""");
        application.Build().Succeeded();

        File.Copy(Repository.Model("saver/model_b.ckpt-100.data-00000-of-00001"), application.PathOf("models/saver/model_a.ckpt-100.data-00000-of-00001"), overwrite: true);
        var retrained = application.Build().Succeeded();
        Assert.True(retrained.Extracted);
        Assert.False(retrained.Compiled);
        Assert.Equal(
            File.ReadAllBytes(Repository.Model("saver/model_b.ckpt-100.data-00000-of-00001")),
            File.ReadAllBytes(Path.Combine(application.Output, "models/saver/model_a.ckpt-100.data-00000-of-00001")));

        File.Copy(application.PathOf("models/saver/model_a.ckpt-100.index"), application.PathOf("models/saver/model_a.ckpt-200.index"));
        Assert.True(application.Build().Succeeded().Compiled);
        Assert.Contains("\ncheckpoint model_a.ckpt-200\n", Graph(application, "model_a.ckpt-100.meta"), StringComparison.Ordinal);

        File.Copy(Repository.Model("saver/scoped.meta"), application.PathOf("models/saver/model_a.ckpt-100.meta"), overwrite: true);
        Assert.True(application.Build().Succeeded().Compiled);
    }

    [Fact]
    public void AnEditorGetsTheListAndNoErrorForAGraphThatIsNotThere()
    {
        var application = Application("""<TfModel Include="models/saver/model_a.ckpt-100.meta;models/saver/missing.meta" />""");

        var build = application.DesignTimeBuild("-getItem:CscCommandLineArgs").Succeeded();

        Assert.Equal(2, build.Command.Output.Split('\n').Count(line => line.Contains("\"Identity\": \"/additionalfile:", StringComparison.Ordinal) && line.Contains(".tfgraph", StringComparison.Ordinal)));
        Assert.StartsWith("TYMD1001 ", ContractReader.Read(application.Contracts()["models/saver/missing.meta"]).Error!.Id + " ", StringComparison.Ordinal);
        Assert.Equal("TYMD1001", Assert.Single(application.Build().Failed()).Id);
    }

    public void Dispose() => _solution.Dispose();

    private ConsumerProject Application(string items)
    {
        var application = _solution.Add("Application", content: $"<ItemGroup>{items}</ItemGroup>");
        application.CopyModel("saver", "models/saver");
        application.CopyModel("frozen", "models/frozen");
        return application;
    }

    private static IEnumerable<string> Files(ConsumerProject application, string folder)
    {
        string path = Path.Combine(application.Output, folder);
        return Directory.GetFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file)).Order(StringComparer.Ordinal);
    }

    private static string Graph(ConsumerProject application, string name) =>
        File.ReadAllText(Assert.Single(Directory.GetFiles(application.PathOf("obj/Debug/net10.0/typedmodels"), $"{name}.*.tfgraph")));
}
