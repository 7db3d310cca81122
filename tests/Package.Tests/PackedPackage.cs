using System.Runtime.InteropServices;
using TypedModels.Tests;
using TypedModels.Tests.Builds;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(PackedPackage))]

namespace TypedModels.Tests;

/// <summary>The package, packed once for all tests, in a feed of its own.</summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        Feed = Directory.CreateTempSubdirectory("typedmodels-feed-").FullName;
        var compiled = Pack(Platform);
        IsCompiled = compiled.ExitCode == 0;
        if (!IsCompiled)
        {
            // Without a source there is no compiler to fetch; any other failure is one here, too.
            Assert.Matches("NU1101|NU1301", compiled.Output);
            Pack("none").Succeeded();
        }
    }

    /// <summary>The platform of this machine, as NuGet calls it.</summary>
    public static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>Whether the package has assemblies compiled ahead of time, for this platform alone.</summary>
    public bool IsCompiled { get; }

    /// <summary>The folder with the package.</summary>
    public string Feed { get; }

    /// <summary>A version that no other run has: NuGet never looks at a package twice.</summary>
    public string Version { get; } = $"0.0.1-ci.{DateTime.UtcNow.Ticks}";

    /// <summary>The path of the package, or of its symbols.</summary>
    public string PathOf(string extension) => Path.Combine(Feed, $"TypedModels.{Version}.{extension}");

    /// <summary>A folder for projects that get packages from the feed into a folder of their own; what the feed does not have comes from the machine's packages and sources.</summary>
    /// <param name="package">The package that they all refer to.</param>
    /// <param name="version">Its version; that of TypedModels when null.</param>
    internal ConsumerSolution NewSolution(string package = "TypedModels", string? version = null) => new(
        "consumers",
        $"""
        <PropertyGroup>
          <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
          <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
          <RestoreAdditionalProjectFallbackFolders>{Repository.Metadata("NuGetPackageRoot")}</RestoreAdditionalProjectFallbackFolders>
        </PropertyGroup>
        <ItemGroup>
          <PackageReference Include="{package}" Version="{version ?? Version}" />
        </ItemGroup>
        """,
        "");

    private CommandResult Pack(string platforms) => DotnetCommand.Run(
        Path.Combine(Repository.Folder, "src", "Package"),
        "pack", "-c", Repository.Configuration, "--no-build", "-p:BuildProjectReferences=false", $"-p:PackageVersion={Version}", $"-p:CompiledPlatforms={platforms}", "-o", Feed);

    public void Dispose() => Directory.Delete(Feed, recursive: true);
}
