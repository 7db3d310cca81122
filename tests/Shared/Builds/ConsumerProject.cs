namespace TypedModels.Tests.Builds;

/// <summary>A project of a user.</summary>
internal sealed class ConsumerProject(ConsumerSolution solution, string name)
{
    private bool _isRestored;

    /// <summary>Its folder.</summary>
    public string Folder { get; } = Path.Combine(solution.Folder, name);

    /// <summary>The output folder of its builds.</summary>
    public string Output => Path.Combine(Folder, "bin", "Debug", "net10.0");

    private string Intermediate => Path.Combine(Folder, "obj", "Debug", "net10.0");

    /// <summary>Writes one of its files.</summary>
    public void Write(string path, string text) => solution.Write(Path.Combine(name, path), text);

    /// <summary>Copies a model of the repository to <paramref name="path"/>, in place of what is there.</summary>
    public void CopyModel(string model, string path) => Copy(Repository.Model(model), Path.Combine(Folder, path));

    /// <summary>The path of one of its files.</summary>
    public string PathOf(params string[] path) => Path.Combine([Folder, .. path]);

    /// <summary>Restores its packages, once.</summary>
    public void Restore()
    {
        if (!_isRestored)
        {
            DotnetCommand.Run(Folder, "restore", "-v:q").Succeeded();
            _isRestored = true;
        }
    }

    /// <summary>Builds it as <c>dotnet build</c> does.</summary>
    public BuildResult Build(params string[] arguments) => Execute("build", ["--no-restore", .. arguments]);

    /// <summary>What an editor runs to learn what the compiler gets: no output is made. Succeeds when the editor would be content.</summary>
    public BuildResult DesignTimeBuild(params string[] arguments) => Execute(
        "msbuild",
        ["-t:Compile;CoreCompile", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", .. arguments]);

    /// <summary>Runs another command on it: <c>clean</c>, <c>pack</c>, <c>publish</c>.</summary>
    public BuildResult Execute(string command, params string[] arguments)
    {
        Restore();
        string log = PathOf("build.log");
        File.Delete(log);
        var result = DotnetCommand.Run(Folder, [command, .. arguments, "-m:1", "-tl:off", "-v:m", "-nologo", "-flp:Verbosity=detailed;LogFile=build.log"]);
        return new BuildResult(result, File.Exists(log) ? File.ReadAllText(log) : "");
    }

    /// <summary>The texts of its contracts, by the models' paths.</summary>
    public IReadOnlyDictionary<string, string> Contracts() => ContractFiles().Select(File.ReadAllText).ToDictionary(text => ContractReader.Read(text).Path);

    /// <summary>The files of its contracts.</summary>
    public IReadOnlyList<string> ContractFiles()
    {
        string folder = Path.Combine(Intermediate, "typedmodels");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.tfcontract").Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Copies a folder in place of what is there.</summary>
    public static void Copy(string source, string destination)
    {
        if (Directory.Exists(destination))
        {
            Directory.Delete(destination, recursive: true);
        }

        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(destination, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, File.ReadAllBytes(file));
        }
    }
}
