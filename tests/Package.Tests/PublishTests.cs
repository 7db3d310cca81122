using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>What is published runs from any folder, in every form that .NET publishes in.</summary>
public sealed class PublishTests(PackedPackage package) : IDisposable
{
    private readonly ConsumerSolution _solution = package.NewSolution();

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishSingleFile")]
    [InlineData("PublishReadyToRun")]
    public void ItRuns(string form)
    {
        var calculator = Calculator.AddTo(_solution);
        string published = Path.Combine(_solution.Folder, form);

        var build = calculator.Execute(
            "publish", "--use-current-runtime", "--self-contained", form == "PublishReadyToRun" ? "false" : "true", $"-p:{form}=true", "-o", published);
        Assert.SkipWhen(
            build.Messages.Any(message => message.Id is "NU1101" or "NU1301" && message.Text.Contains("Microsoft.NETCore.App", StringComparison.Ordinal)),
            ".NET's own runtime package cannot be restored here.");
        build.Succeeded();

        Assert.True(File.Exists(Path.Combine(published, "models/add/saved_model.pb")));
        Calculator.AssertRuns(Path.Combine(published, "Calculator"));
    }

    public void Dispose() => _solution.Dispose();
}
