using System.Text.Json;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>
/// What a build says about each broken model of <c>models/refused</c>. What it cannot know, because only a load reads the weights or knows the engine, and the class whether it declares signatures, is
/// not its affair.
/// </summary>
public sealed class RefusedModelTests(RefusedModelTests.Application application) : IClassFixture<RefusedModelTests.Application>
{
    public static TheoryData<string, string, string> Errors => new()
    {
        { "empty_pb", "TYMD1004", "empty" },
        { "truncated_pb", "TYMD1009", "damaged or cut off" },
        { "not_a_protobuf", "TYMD1005", "not a SavedModel" },
        { "git_lfs_pointer", "TYMD1003", "git lfs pull" },
        { "dangling_signature", "TYMD1012", "no_such" },
        { "bad_tensor_name", "TYMD1013", "serving_default: the input x" },
        { "wrong_dtype", "TYMD1014", "is int32 in the signature" },
        { "no_meta_graph", "TYMD1010", "Export the model again" },
        { "only_variables", "TYMD1001", "fetch saved_model.pb" },
    };

    public static TheoryData<string, string, string> Warnings => new()
    {
        { "no_variables_folder", "TYMD1016", "Copy the folder 'variables'" },
        { "no_variables_data", "TYMD1016", "Copy the whole folder 'variables'" },
        { "truncated_index", "TYMD1009", "Fetch or export" },
        { "missing_asset", "TYMD1017", "Copy the folder 'assets'" },
    };

    public static TheoryData<string> OnlyKnownAtLoad => ["truncated_data", "flipped_bit", "unknown_op", "newer_producer", "no_serve_tag", "no_signatures"];

    [Theory]
    [MemberData(nameof(Errors))]
    public void IsAnError(string model, string id, string text) => AssertSaid("error", model, id, text);

    [Theory]
    [MemberData(nameof(Warnings))]
    public void IsAWarningBecauseWeightsAreOftenFetchedLater(string model, string id, string text)
    {
        AssertSaid("warning", model, id, text);
        Assert.Null(ContractReader.Read(application.Project.Contracts()["models/" + model]).Error);
    }

    [Theory]
    [MemberData(nameof(OnlyKnownAtLoad))]
    public void IsReadWithoutAWord(string model)
    {
        Assert.Empty(About(model));
        Assert.Null(ContractReader.Read(application.Project.Contracts()["models/" + model]).Error);
    }

    [Fact]
    public void EveryRefusedModelIsInOneOfTheTables()
    {
        using var refused = JsonDocument.Parse(File.ReadAllText(Repository.Model("refused/refused.json")));
        var names = Errors.Select(row => row.Data.Item1).Concat(Warnings.Select(row => row.Data.Item1)).Concat(OnlyKnownAtLoad.Select(row => row.Data));

        Assert.Equal(refused.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    private void AssertSaid(string severity, string model, string id, string text)
    {
        var message = Assert.Single(About(model));
        Assert.Equal((severity, id), (message.Severity, message.Id));
        Assert.Contains(text, message.Text, StringComparison.Ordinal);
    }

    private IEnumerable<BuildMessage> About(string model) =>
        application.Build.Messages.Where(message => (message.File + "/").StartsWith(application.Project.PathOf("models", model) + "/", StringComparison.Ordinal));

    public sealed class Application : IDisposable
    {
        private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

        public Application()
        {
            Project = _solution.Add("Application", content: """<ItemGroup><TfModel Include="models/only_variables" /></ItemGroup>""");
            Project.CopyModel("refused", "models");
            Build = Project.Build();
            Build.Failed();
        }

        internal ConsumerProject Project { get; }

        internal BuildResult Build { get; }

        public void Dispose() => _solution.Dispose();
    }
}
