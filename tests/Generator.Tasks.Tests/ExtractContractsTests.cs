using Microsoft.Build.Utilities;
using TypedModels.Generator.Tasks;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>The task alone, where a build would not show the difference.</summary>
public sealed class ExtractContractsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels-").FullName;

    private readonly RecordingEngine _engine = new();

    [Fact]
    public void ACancelledTaskReadsNoFurtherModel()
    {
        var task = Task("add", "counter");
        _engine.OnMessage = task.Cancel;

        Assert.False(task.Execute());
        Assert.Equal(["add.tfcontract", "add.tfgraph"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ErrorsCarryTheAddressOfTheirPage()
    {
        Assert.False(Task("refused/git_lfs_pointer").Execute());

        var error = Assert.Single(_engine.Errors);
        Assert.Equal("TYMD1003", error.Code);
        Assert.Equal("https://example.org/TYMD1003.md", error.HelpLink);
        Assert.Equal(Repository.Model("refused/git_lfs_pointer/saved_model.pb"), error.File);
    }

    [Fact]
    public void TextFromAModelIsNeverTakenForAFormat()
    {
        string model = Path.Combine(_folder, "{0}", "{1:x}");
        Directory.CreateDirectory(model);
        var task = Task();
        task.Models = [Item(model, "m")];

        Assert.False(task.Execute());
        Assert.Contains("saved_model.pb", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ExtractContracts Task(params string[] models) => new()
    {
        BuildEngine = _engine,
        HelpFolder = "https://example.org/",
        Models = [.. models.Select(model => Item(Repository.Model(model), model))],
    };

    private TaskItem Item(string folder, string path) => new(
        folder,
        new Dictionary<string, string>
        {
            ["ModelPath"] = path,
            ["TargetPath"] = path,
            ["ModelFolder"] = folder,
            ["ContractFile"] = Path.Combine(_folder, Path.GetFileName(path) + ".tfcontract"),
            ["GraphFile"] = Path.Combine(_folder, Path.GetFileName(path) + ".tfgraph"),
        });
}
