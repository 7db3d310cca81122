using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Where models are copied to, and that the contract says so.</summary>
public sealed class ModelCopyTests : IDisposable
{
    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    [Fact]
    public void AllFilesOfAModelAreCopiedAndNothingElse()
    {
        var application = _solution.Add("Application");
        application.CopyModel("warmup", "models/warmup");
        application.Write("models/warmup/assets/deep/words.txt", "word");
        application.Write("models/warmup/labels.txt", "label");
        application.Write("models/warmup/notebooks/training.ipynb", "{}");
        application.Write("models/readme.txt", "not of a model");

        application.Build().Succeeded();

        Assert.Equal(
            [
                "assets.extra/tf_serving_warmup_requests", "assets/deep/words.txt", "fingerprint.pb", "labels.txt", "saved_model.pb",
                "variables/variables.data-00000-of-00001", "variables/variables.index",
            ],
            Files(Path.Combine(application.Output, "models/warmup")));
        Assert.Equal(["warmup"], Directory.GetFileSystemEntries(Path.Combine(application.Output, "models")).Select(Path.GetFileName));
    }

    [Fact]
    public void TwoLibrariesWithTheSamePathEachKeepTheirModelInBuildAndPublish()
    {
        var first = _solution.Add("First", "Library");
        var second = _solution.Add("Second", "Library");
        var application = _solution.Add(
            "Application",
            content: """
            <ItemGroup>
              <ProjectReference Include="../First/First.csproj" />
              <ProjectReference Include="../Second/Second.csproj" />
            </ItemGroup>
            """);
        first.CopyModel("add", "models/x");
        second.CopyModel("counter", "models/x");
        application.CopyModel("defaults", "models/x");

        application.Execute("publish", "-o", "published").Succeeded();

        foreach (string folder in (string[])[application.PathOf("published"), application.PathOf("bin/Release/net10.0")])
        {
            AssertModel("add", Path.Combine(folder, "models/First/x"));
            AssertModel("counter", Path.Combine(folder, "models/Second/x"));
            AssertModel("defaults", Path.Combine(folder, "models/x"));
        }

        string contract = File.ReadAllText(Assert.Single(Directory.GetFiles(first.PathOf("obj/Release/net10.0/typedmodels"), "*.tfcontract")));
        Assert.Contains("path models/x\ntarget models/First/x\n", contract, StringComparison.Ordinal);
    }

    [Fact]
    public void ItemsCanSayWhereTheModelIsAndWhereItGoes()
    {
        var application = _solution.Add(
            "Application",
            content: $"""
            <ItemGroup>
              <TfModel Include="models/a" TargetPath="weights/a" />
              <TfModel Include="models/b/saved_model.pb" CopyModel="false" />
              <TfModel Include="{Repository.Model("counter")}" Link="models/linked" />
              <TfModel Include="../outside" />
            </ItemGroup>
            """);
        application.CopyModel("add", "models/a");
        application.CopyModel("defaults", "models/b");
        application.CopyModel("shapes", "../outside");

        application.Build().Succeeded();

        AssertModel("add", Path.Combine(application.Output, "weights/a"));
        AssertModel("counter", Path.Combine(application.Output, "models/linked"));
        AssertModel("shapes", Path.Combine(application.Output, "models/outside"));
        Assert.Equal(["linked", "outside"], Directory.GetFileSystemEntries(Path.Combine(application.Output, "models")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["../outside", "models/a", "models/b", "models/linked"], application.Contracts().Keys.Order(StringComparer.Ordinal));
        Assert.Equal("weights/a", ContractReader.Read(application.Contracts()["models/a"]).Target);
        Assert.Equal("models/outside", ContractReader.Read(application.Contracts()["../outside"]).Target);
    }

    [Fact]
    public void CopiesThatTheProjectMakesOfTheSameFilesDoNotCollide()
    {
        var application = _solution.Add(
            "Site", sdk: "Microsoft.NET.Sdk.Web",
            content: """
            <ItemGroup>
              <None Update="models/**" CopyToOutputDirectory="PreserveNewest" />
            </ItemGroup>
            """);
        application.CopyModel("char_lm", "models/char_lm");

        application.Execute("publish", "-o", "published").Succeeded();

        AssertModel("char_lm", application.PathOf("published/models/char_lm"));
        Assert.True(File.Exists(application.PathOf("published/models/char_lm/vocabulary.json")));
    }

    [Fact]
    public void TheArtifactsLayoutIsAsGood()
    {
        var application = _solution.Add("Application");
        application.CopyModel("add", "models/add");
        string[] layout = ["-p:UseArtifactsOutput=true", $"-p:ArtifactsPath={Path.Combine(_solution.Folder, "artifacts")}"];

        application.Execute("build", layout).Succeeded();

        AssertModel("add", Path.Combine(_solution.Folder, "artifacts/bin/Application/debug/models/add"));
        Assert.Single(Directory.GetFiles(Path.Combine(_solution.Folder, "artifacts/obj/Application/debug/typedmodels"), "add.*.tfcontract"));
        Assert.False(application.Execute("build", layout).Succeeded().Extracted);
    }

    [Fact]
    public void DefaultItemsCanBeSwitchedOff()
    {
        var application = _solution.Add("Application", content: "<PropertyGroup><EnableDefaultTfModelItems>false</EnableDefaultTfModelItems></PropertyGroup>");
        application.CopyModel("add", "models/add");

        application.Execute("build").Succeeded();

        Assert.Empty(application.ContractFiles());
        Assert.False(Directory.Exists(Path.Combine(application.Output, "models")));
    }

    [Fact]
    public void DefaultItemsPassOverWhatTheProjectExcludes()
    {
        var application = _solution.Add("Application", content: "<PropertyGroup><DefaultItemExcludes>$(DefaultItemExcludes);models/old/**</DefaultItemExcludes></PropertyGroup>");
        application.CopyModel("add", "models/add");
        application.CopyModel("add", "models/old/add");

        application.Build().Succeeded();

        Assert.Equal(["models/add"], application.Contracts().Keys);
    }

    public void Dispose() => _solution.Dispose();

    private static void AssertModel(string model, string folder) =>
        Assert.Equal(File.ReadAllBytes(Repository.Model(model + "/saved_model.pb")), File.ReadAllBytes(Path.Combine(folder, "saved_model.pb")));

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
}
