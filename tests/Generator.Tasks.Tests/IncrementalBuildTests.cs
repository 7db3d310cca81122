using System.Text;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>What a build does again and what it passes over. Each test begins with an application that is up to date and has the model <c>models/add</c>.</summary>
public sealed class IncrementalBuildTests : IClassFixture<IncrementalBuildTests.Application>
{
    private const string Model = "models/add";

    private readonly ConsumerProject _application;

    public IncrementalBuildTests(Application fixture)
    {
        _application = fixture.Project;
        if (Directory.Exists(_application.PathOf("models")))
        {
            Directory.Delete(_application.PathOf("models"), recursive: true);
        }

        _application.CopyModel("add", Model);
        _application.Build().Succeeded();
    }

    private string SavedModel => _application.PathOf(Model, "saved_model.pb");

    private string CopiedModel => Path.Combine(_application.Output, Model, "saved_model.pb");

    private string Contract => _application.Contracts()[Model];

    [Fact]
    public void WhereNothingChangedNothingRuns()
    {
        var build = _application.Build().Succeeded();

        Assert.False(build.Extracted);
        Assert.False(build.Compiled);
    }

    [Fact]
    public void ATouchedModelIsReadAndNothingIsCompiled()
    {
        File.SetLastWriteTimeUtc(SavedModel, DateTime.UtcNow);

        var build = _application.Build().Succeeded();

        Assert.True(build.Extracted);
        Assert.False(build.Compiled);
    }

    [Fact]
    public void RetrainedWeightsAreCopiedAndNothingIsCompiled()
    {
        const string Weights = "variables/variables.data-00000-of-00001";
        File.WriteAllBytes(_application.PathOf(Model, Weights), [1, 2, 3, 4, 5]);

        var build = _application.Build().Succeeded();

        Assert.False(build.Compiled);
        Assert.Equal([1, 2, 3, 4, 5], File.ReadAllBytes(Path.Combine(_application.Output, Model, Weights)));
    }

    [Fact]
    public void AReExportThatRenumbersItsTensorsIsCompiledSinceClassesMayNameThem()
    {
        string contract = Contract;
        Replace("serving_default_x", "serving_default_7");

        var build = _application.Build().Succeeded();

        Assert.True(build.Compiled);
        Assert.Equal(contract, Contract);
        Assert.Equal(File.ReadAllBytes(SavedModel), File.ReadAllBytes(CopiedModel));
    }

    [Fact]
    public void AChangedSignatureIsCompiled()
    {
        Replace("sum", "add");

        var build = _application.Build().Succeeded();

        Assert.True(build.Compiled);
        Assert.Contains("output add float [?]", Contract, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelReplacedByAnOlderOneIsNoticed()
    {
        Replace("sum", "old");
        File.SetLastWriteTimeUtc(SavedModel, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var build = _application.Build().Succeeded();

        Assert.True(build.Compiled);
        Assert.Contains("output old float [?]", Contract, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(SavedModel), File.ReadAllBytes(CopiedModel));
    }

    [Fact]
    public void ADeletedContractComesBack()
    {
        string before = Contract;
        File.Delete(Assert.Single(_application.ContractFiles()));

        _application.Build().Succeeded();

        Assert.Equal(before, Contract);
        Assert.False(_application.Build().Succeeded().Extracted);
    }

    [Fact]
    public void AnotherModelIsCompiled()
    {
        _application.CopyModel("counter", "models/counter");

        Assert.True(_application.Build().Succeeded().Compiled);
        Assert.Equal([Model, "models/counter"], _application.Contracts().Keys.Order(StringComparer.Ordinal));
        Assert.False(_application.Build().Succeeded().Extracted);
    }

    [Fact]
    public void ARemovedModelTakesItsContractAlongAndIsCompiled()
    {
        _application.CopyModel("counter", "models/counter");
        _application.Build().Succeeded();
        Directory.Delete(_application.PathOf("models/counter"), recursive: true);

        Assert.True(_application.Build().Succeeded().Compiled);
        Assert.Equal(Model, Assert.Single(_application.Contracts()).Key);
    }

    [Fact]
    public void TheLastModelRemovedIsCompiledToo()
    {
        Directory.Delete(_application.PathOf("models"), recursive: true);

        var build = _application.Execute("build", "--no-restore").Succeeded();

        Assert.True(build.Compiled);
        Assert.Empty(_application.ContractFiles());
    }

    [Fact]
    public void CleanRemovesTheContracts()
    {
        _application.Execute("clean").Succeeded();

        Assert.Empty(_application.ContractFiles());
        Assert.False(File.Exists(CopiedModel));
        Assert.True(_application.Build().Succeeded().Extracted);
    }

    /// <summary>Overwrites a name in the model's file by one of the same length, so that the lengths around it stay right.</summary>
    private void Replace(string name, string other)
    {
        byte[] bytes = File.ReadAllBytes(SavedModel), old = Encoding.UTF8.GetBytes(name), replacement = Encoding.UTF8.GetBytes(other);
        Assert.Equal(old.Length, replacement.Length);
        int count = 0;
        for (int at = bytes.AsSpan().IndexOf(old); at >= 0; at = bytes.AsSpan().IndexOf(old))
        {
            replacement.CopyTo(bytes, at);
            count++;
        }

        Assert.NotEqual(0, count);
        File.WriteAllBytes(SavedModel, bytes);
    }

    public sealed class Application : IDisposable
    {
        private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

        public Application() => Project = _solution.Add("Application");

        internal ConsumerProject Project { get; }

        public void Dispose() => _solution.Dispose();
    }
}
