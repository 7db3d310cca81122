using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>What an editor learns from a project.</summary>
public sealed class DesignTimeBuildTests : IDisposable
{
    private const string Model = "models/add";

    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    private readonly ConsumerProject _application;

    public DesignTimeBuildTests() => _application = _solution.Add("Application");

    private string SavedModel => _application.PathOf(Model, "saved_model.pb");

    [Fact]
    public void AfterRestoreAloneTheCompilerGetsTheContractWithItsMetadata()
    {
        _application.CopyModel("add", Model);

        var build = _application.DesignTimeBuild("-getItem:CscCommandLineArgs").Succeeded();

        string contract = Assert.Single(_application.ContractFiles());
        Assert.Contains($"/additionalfile:{contract}", build.Command.Output, StringComparison.Ordinal);
        string metadata = File.ReadAllText(_application.PathOf("obj/Debug/net10.0/Application.GeneratedMSBuildEditorConfig.editorconfig"));
        Assert.Contains($"[{contract}]\nbuild_metadata.AdditionalFiles.TfModelPath = {Model}\n", metadata, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_application.Output, "models")));
    }

    [Fact]
    public void ABrokenModelFailsRealBuildsAndNoDesignTimeBuild()
    {
        _application.CopyModel("refused/truncated_pb", Model);

        _application.DesignTimeBuild().Succeeded();
        Assert.StartsWith("TYMD1009 \"", ErrorLine(), StringComparison.Ordinal);

        foreach (string attempt in (string[])["the first", "the second"])
        {
            var error = Assert.Single(_application.Build().Failed());
            Assert.True(error.Id == "TYMD1009", attempt);
            Assert.Equal(SavedModel, error.File);
            Assert.EndsWith("The bytes are damaged or cut off: fetch or export the model again.", error.Text, StringComparison.Ordinal);
        }

        _application.DesignTimeBuild().Succeeded();
        Assert.Single(_application.Build().Failed());

        _application.CopyModel("add", Model);
        _application.Build().Succeeded();
        Assert.Null(ContractReader.Read(_application.Contracts()[Model]).Error);
    }

    [Fact]
    public void BeforeTheTaskIsBuiltThereIsNothingToRun()
    {
        _application.CopyModel("add", Model);

        _application.DesignTimeBuild("-p:TypedModelsTaskAssembly=/nowhere/Task.dll").Succeeded();

        Assert.Empty(_application.ContractFiles());
    }

    [Fact]
    public void SetUpErrorsWaitForARealBuild()
    {
        _application.CopyModel("add", Model);
        _application.CopyModel("counter", "models/counter");
        _application.Write("Directory.Build.targets", 
            """
            <Project>
              <Import Project="../Directory.Build.targets" />
              <ItemGroup>
                <TfModel Update="models/**" TargetPath="models/one" />
              </ItemGroup>
            </Project>
            """);

        _application.DesignTimeBuild().Succeeded();

        Assert.Equal(2, _application.ContractFiles().Count);
    }

    [Fact]
    public void TheUpToDateCheckKnowsTheFilesOfTheModels()
    {
        _application.CopyModel("sentiment", "models/sentiment");
        _application.Write(
            "Directory.Build.targets",
            """
            <Project>
              <Import Project="../Directory.Build.targets" />
              <Target Name="CollectUpToDateCheckInputDesignTime" />
            </Project>
            """);

        var build = _application.Execute("msbuild", "-t:CollectUpToDateCheckInputDesignTime", "-getItem:UpToDateCheckInput").Succeeded();

        foreach (string file in (string[])["saved_model.pb", "assets/vocabulary.txt", "variables/variables.index"])
        {
            Assert.Contains(_application.PathOf("models/sentiment", file), build.Command.Output, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _solution.Dispose();

    private string ErrorLine() => _application.Contracts()[Model].Split('\n').Single(line => line.StartsWith("error ", StringComparison.Ordinal))["error ".Length..];
}
