using System.Text;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Why this repository runs the task in a process of its own: a build server keeps an assembly that it has loaded. A package's task lies in a folder with its version, so there the server may.</summary>
public sealed class RebuiltTaskTests : IDisposable
{
    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    // A build server of this test alone, which ends with it.
    private readonly Dictionary<string, string?> _server = new()
    {
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = null,
        ["MSBUILDNODEHANDSHAKESALT"] = Guid.NewGuid().ToString("N"),
    };

    [Theory]
    [InlineData("TaskHostFactory", "typedmodels contract 7")]
    [InlineData("AssemblyTaskFactory", "typedmodels contract 1")]
    public void ARebuiltTaskIsUsedAtOnceInAProcessOfItsOwn(string factory, string header)
    {
        string tasks = Path.Combine(_solution.Folder, "tasks");
        ConsumerProject.Copy(Path.Combine(Repository.Folder, "artifacts/bin/Generator.Tasks", Repository.Configuration), tasks);
        var application = _solution.Add("Application");
        application.CopyModel("add", "models/add");
        Build(application, factory, tasks);
        Assert.StartsWith("typedmodels contract 1", Contract(application), StringComparison.Ordinal);

        Rebuild(Path.Combine(tasks, "TypedModels.Contracts.dll"), "typedmodels contract 1", "typedmodels contract 7");
        File.SetLastWriteTimeUtc(application.PathOf("models/add/saved_model.pb"), DateTime.UtcNow);
        Build(application, factory, tasks);

        Assert.StartsWith(header, Contract(application), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        DotnetCommand.Start(DotnetCommand.Program, _solution.Folder, ["build-server", "shutdown", "--msbuild"], _server).Succeeded();
        _solution.Dispose();
    }

    private static string Contract(ConsumerProject application) => File.ReadAllText(Assert.Single(application.ContractFiles()));

    private void Build(ConsumerProject application, string factory, string tasks) => DotnetCommand.Start(
        DotnetCommand.Program, application.Folder,
        ["build", "-v:q", $"-p:TypedModelsTaskFactory={factory}", $"-p:TypedModelsTaskAssembly={Path.Combine(tasks, "TypedModels.Generator.Tasks.dll")}"], _server).Succeeded();

    /// <summary>Changes a text in an assembly, as an edit of its source would, and puts it in place of the old file, which may be open.</summary>
    private static void Rebuild(string assembly, string text, string other)
    {
        byte[] bytes = File.ReadAllBytes(assembly);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) > 0, "The assembly does not hold the text.");
        for (int at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)); at > 0; at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)))
        {
            Encoding.Unicode.GetBytes(other).CopyTo(bytes, at);
        }

        File.WriteAllBytes(assembly + ".new", bytes);
        File.Move(assembly + ".new", assembly, overwrite: true);
    }
}
