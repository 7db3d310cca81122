using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Programs run the assemblies that were compiled ahead of time for their platform, and compile them with options of their own when they are published so.</summary>
public sealed class ReadyToRunTests(PackedPackage package) : IDisposable
{
    // What the program prints: the files of the assemblies that it runs.
    private const string Program = """
        using Calculating;

        using (var add = Add.Load())
        {
            add.Predict([1f], [2f]);
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name!.StartsWith("TypedModels.", StringComparison.Ordinal)))
        {
            Console.WriteLine(assembly.Location);
        }
        """;

    private readonly ConsumerSolution _solution = package.NewSolution();

    [Fact]
    public void AProgramForAnyPlatformRunsThoseOfThisOne()
    {
        Assert.SkipUnless(package.IsCompiled, CompiledAssembly.NotThere);
        var calculator = AddTo(_solution);

        calculator.Build().Succeeded();

        string folder = Path.Combine(calculator.Output, "runtimes", PackedPackage.Platform, "lib", "net10.0");
        AssertRunsCompiled(Path.Combine(calculator.Output, "Calculator"), folder);
        Assert.False(CompiledAssembly.IsReadyToRun(Path.Combine(calculator.Output, "TypedModels.Engine.dll")));
    }

    [Fact]
    public void AProgramForThisPlatformHasNoOthers()
    {
        Assert.SkipUnless(package.IsCompiled, CompiledAssembly.NotThere);
        var calculator = AddTo(_solution);
        string published = Path.Combine(_solution.Folder, "published");

        calculator.Execute("publish", "--use-current-runtime", "--self-contained", "false", "-o", published).Succeeded();

        AssertRunsCompiled(Path.Combine(published, "Calculator"), published);
        Assert.False(Directory.Exists(Path.Combine(published, "runtimes")));
    }

    [Fact]
    public void AProgramThatIsCompiledAheadOfTimeCompilesThemWithItsOptions()
    {
        Assert.SkipUnless(package.IsCompiled, CompiledAssembly.NotThere);
        var calculator = AddTo(_solution);
        string plain = Publish(calculator, "plain"), optioned = Publish(calculator, "optioned", "-p:PublishReadyToRunCrossgen2ExtraArgs=--non-local-generics-module:*");

        AssertRunsCompiled(Path.Combine(optioned, "Calculator"), optioned);
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(plain, "TypedModels.Engine.dll")), File.ReadAllBytes(Path.Combine(optioned, "TypedModels.Engine.dll")));
    }

    public void Dispose() => _solution.Dispose();

    private static ConsumerProject AddTo(ConsumerSolution solution)
    {
        var calculator = Calculator.AddTo(solution);
        calculator.Write("Program.cs", Program);
        return calculator;
    }

    private string Publish(ConsumerProject project, string name, params string[] options)
    {
        string published = Path.Combine(_solution.Folder, name);

        // The compiler's results of other options would count as up to date.
        if (Directory.Exists(project.PathOf("obj", "Release")))
        {
            Directory.Delete(project.PathOf("obj", "Release"), recursive: true);
        }

        project.Execute("publish", ["--use-current-runtime", "--self-contained", "false", "-p:PublishReadyToRun=true", .. options, "-o", published]).Succeeded();
        return published;
    }

    private static void AssertRunsCompiled(string program, string folder)
    {
        string[] files = DotnetCommand.Start(program, Path.GetTempPath(), [], new Dictionary<string, string?>()).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Contains(Path.Combine(folder, "TypedModels.Engine.dll"), files);
        Assert.All(files, file => Assert.Equal(folder, Path.GetDirectoryName(file)));
        Assert.All(files, file => Assert.True(CompiledAssembly.IsReadyToRun(file), file));
    }
}
