using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Models under every kind of name, in a project whose own folder has a difficult one.</summary>
public sealed class ModelPathTests(ModelPathTests.Application application) : IClassFixture<ModelPathTests.Application>
{
    private static readonly string s_long = string.Join('/', Enumerable.Repeat(new string('n', 60), 3));

    public static TheoryData<string> Paths =>
    [
        "models/plain",
        "models/with space",
        "models/at@sign",
        "models/hash#tag",
        "models/semi;colon",
        "models/com,ma",
        "models/it's",
        "models/(round)",
        "models/plus+and&",
        "models/größe-模型",
        "models/v1.2",
        "models/deep",
        "models/deep/er/than/that",
        "models/" + s_long,
        "models/linked",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public void TheContractStatesThePathAndTheModelLiesThereInTheOutputFolder(string path)
    {
        var document = ContractReader.Read(application.Project.Contracts()[path]);

        Assert.Null(document.Error);
        Assert.Null(document.Target);
        Assert.Equal(path.Split('/')[^1], document.Model);
        Assert.True(File.Exists(Path.Combine(application.Project.Output, path, "saved_model.pb")));
        Assert.True(File.Exists(Path.Combine(application.Project.Output, path, "variables", "variables.index")));
    }

    [Fact]
    public void NothingRunsTheSecondTime()
    {
        var build = application.Project.Build().Succeeded();

        Assert.False(build.Extracted);
        Assert.False(build.Compiled);
    }

    [Fact]
    public void ContractsHaveNamesThatCompilerOptionsAndEditorconfigSectionsCanHold() =>
        Assert.All(application.Project.ContractFiles(), file => Assert.Matches("^[A-Za-z0-9_.-]{1,90}$", Path.GetFileName(file)));

    public sealed class Application : IDisposable
    {
        private readonly ConsumerSolution _solution = ConsumerSolution.OfSources("it is @ c# (+é)");

        public Application()
        {
            Project = _solution.Add("Application");
            foreach (var path in Paths)
            {
                Project.CopyModel("add", path.Data);
            }

            Directory.Delete(Project.PathOf("models/linked"), recursive: true);
            Directory.CreateSymbolicLink(Project.PathOf("models/linked"), Repository.Model("add"));
            Project.Build().Succeeded();
        }

        internal ConsumerProject Project { get; }

        public void Dispose() => _solution.Dispose();
    }
}
