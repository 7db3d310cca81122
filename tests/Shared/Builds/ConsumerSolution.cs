namespace TypedModels.Tests.Builds;

/// <summary>A temporary folder outside the repository, for projects that use TypedModels in one way: nothing of the repository's own settings reaches them.</summary>
internal sealed class ConsumerSolution : IDisposable
{
    /// <summary>A folder whose projects all get what <paramref name="properties"/> and <paramref name="targets"/> hold.</summary>
    /// <param name="name">The folder's name; spaces and signs are welcome.</param>
    /// <param name="properties">XML for <c>Directory.Build.props</c>.</param>
    /// <param name="targets">XML for <c>Directory.Build.targets</c>.</param>
    public ConsumerSolution(string name, string properties, string targets)
    {
        Root = Directory.CreateTempSubdirectory("typedmodels-").FullName;
        Folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        Write("Directory.Build.props", $"<Project>\n{properties}\n</Project>\n");
        Write("Directory.Build.targets", $"<Project>\n{targets}\n</Project>\n");
        Write("Directory.Packages.props", "<Project />\n");
    }

    /// <summary>The folder of the projects.</summary>
    public string Folder { get; }

    private string Root { get; }

    /// <summary>Projects that take task and targets from the repository, without generator and runtime: for what concerns the build alone.</summary>
    public static ConsumerSolution OfSources(string name = "consumers")
    {
        string build = Path.Combine(Repository.Folder, "src", "Generator.Tasks", "build");
        string task = Path.Combine(Repository.Folder, "artifacts", "bin", "Generator.Tasks", Repository.Configuration, "TypedModels.Generator.Tasks.dll");
        return new ConsumerSolution(
            name,
            $"""
            <PropertyGroup>
              <TypedModelsTaskAssembly>{task}</TypedModelsTaskAssembly>
            </PropertyGroup>
            <Import Project="{build}/TypedModels.props" />
            """,
            $"""<Import Project="{build}/TypedModels.targets" />""");
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Adds a project.</summary>
    /// <param name="name">Its name and that of its folder.</param>
    /// <param name="outputType"><c>Exe</c> or <c>Library</c>.</param>
    /// <param name="content">More XML for its file.</param>
    /// <param name="sdk">Its SDK.</param>
    public ConsumerProject Add(string name, string outputType = "Exe", string content = "", string sdk = "Microsoft.NET.Sdk")
    {
        Write(
            Path.Combine(name, name + ".csproj"),
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>{outputType}</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              {content}
            </Project>
            """);
        var project = new ConsumerProject(this, name);
        project.Write("Program.cs", outputType == "Exe" ? "Console.WriteLine();" : "public static class Unused;");
        return project;
    }

    /// <summary>Deletes the folder with all projects.</summary>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
