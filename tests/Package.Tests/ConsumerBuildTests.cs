using System.Text;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>A project with one package reference, one attribute and one model: build after build, as its user changes things.</summary>
public sealed class ConsumerBuildTests(PackedPackage package) : IDisposable
{
    private readonly ConsumerSolution _solution = package.NewSolution();

    [Fact]
    public void ItBuildsRunsAndFollowsTheModel()
    {
        var calculator = Calculator.AddTo(_solution);
        string model = calculator.PathOf("models/add/saved_model.pb");

        calculator.Build().Succeeded();
        Calculator.AssertRuns(Path.Combine(calculator.Output, "Calculator"));

        var again = calculator.Build().Succeeded();
        Assert.False(again.Extracted);
        Assert.False(again.Compiled);

        File.SetLastWriteTimeUtc(model, DateTime.UtcNow);
        var retrained = calculator.Build().Succeeded();
        Assert.True(retrained.Extracted);
        Assert.False(retrained.Compiled);

        byte[] bytes = File.ReadAllBytes(model);
        for (int at = bytes.AsSpan().IndexOf("sum"u8); at >= 0; at = bytes.AsSpan().IndexOf("sum"u8))
        {
            Encoding.UTF8.GetBytes("all").CopyTo(bytes, at);
        }

        File.WriteAllBytes(model, bytes);
        var error = Assert.Single(calculator.Build().Failed());
        Assert.Equal("CS1061", error.Id);
        Assert.Contains("'Sum'", error.Text, StringComparison.Ordinal);

        calculator.Write("Program.cs", Calculator.Program.Replace(".Sum.", ".All.", StringComparison.Ordinal));
        calculator.Build().Succeeded();
        Calculator.AssertRuns(Path.Combine(calculator.Output, "Calculator"));
    }

    [Fact]
    public void ACleanClonesDesignTimeBuildGivesTheGeneratorItsContract()
    {
        var calculator = Calculator.AddTo(_solution);

        calculator.DesignTimeBuild().Succeeded();

        Assert.Contains("output sum float [?]", calculator.Contracts()["models/add"], StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenModelIsAnErrorThatSaysWhatToDo()
    {
        var calculator = Calculator.AddTo(_solution);
        calculator.CopyModel("refused/git_lfs_pointer", "models/add");

        foreach (string attempt in (string[])["the first", "the second"])
        {
            var error = Assert.Single(calculator.Build().Failed());
            Assert.True(error.Id == "TYMD1003", attempt);
            Assert.Equal(calculator.PathOf("models/add/saved_model.pb"), error.File);
            Assert.Contains("git lfs pull", error.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void APathWithoutAModelIsAnErrorOnTheAttribute()
    {
        var calculator = Calculator.AddTo(_solution);
        calculator.Write("Add.cs", Calculator.Wrapper.Replace("models/add", "models/ad", StringComparison.Ordinal));

        var error = calculator.Build().Failed().First(error => error.Id.StartsWith("TYMD", StringComparison.Ordinal));

        Assert.StartsWith(calculator.PathOf("Add.cs") + "(5,", error.File, StringComparison.Ordinal);
        Assert.Contains("models/add", error.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _solution.Dispose();
}
