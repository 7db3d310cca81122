using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>The errors TYMD11xx about how a project sets its models up.</summary>
public sealed class ProjectSetUpTests : IDisposable
{
    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    [Fact]
    public void TwoModelsInOnePlaceAreTYMD1101()
    {
        var application = Application("""<TfModel Include="../a/x" /><TfModel Include="../b/x" />""");

        AssertError(
            application, "TYMD1101",
            $"The models {Path.Combine(_solution.Folder, "a/x")}, {Path.Combine(_solution.Folder, "b/x")} have one place in the output folder, 'models/x'. "
            + "Give one of their TfModel items a TargetPath of its own.");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("models/../../x")]
    [InlineData("/x")]
    public void ATargetOutsideTheOutputFolderIsTYMD1102(string target) => AssertError(
        Application($"""<TfModel Include="models/x" TargetPath="{target}" />"""), "TYMD1102",
        $"The model 'models/x' would be copied to '{target}', outside the output folder. Give its TfModel item a TargetPath relative to the output folder, such as models/x.");

    [Theory]
    [InlineData(".", "Application")]
    [InlineData("..", "consumers")]
    public void AModelAroundTheProjectIsTYMD1103(string folder, string name) => AssertError(
        Application($"""<TfModel Include="{folder}" />"""), "TYMD1103",
        $"The model '{folder}' is a folder that holds the project itself. Move the model's files into a folder of their own, such as models/{name}.");

    [Fact]
    public void AContractThatCannotBeWrittenIsTYMD1104()
    {
        var application = Application("""<TfModel Include="models/x" />""");
        application.CopyModel("add", "models/x");
        application.Build().Succeeded();
        string contract = Assert.Single(application.ContractFiles());
        File.Delete(contract);
        Directory.CreateDirectory(contract);
        application.CopyModel("counter", "models/x");

        var error = Assert.Single(application.Build().Failed());

        Assert.Equal(("TYMD1104", contract), (error.Id, error.File));
        Assert.StartsWith("The contract of 'models/x' cannot be written: ", error.Text, StringComparison.Ordinal);
        Assert.EndsWith(" Make the project's intermediate folder writable.", error.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _solution.Dispose();

    private ConsumerProject Application(string items) => _solution.Add("Application", content: $"<ItemGroup>{items}</ItemGroup>");

    private static void AssertError(ConsumerProject application, string id, string text)
    {
        var error = Assert.Single(application.Build().Failed());
        Assert.Equal(new BuildMessage("error", id, application.PathOf("Application.csproj"), text), error);
    }
}
