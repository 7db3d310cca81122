using System.IO.Compression;
using System.Xml.Linq;

namespace TypedModels.Tests;

/// <summary>What lies in the package.</summary>
public sealed class PackageContentTests(PackedPackage package)
{
    private static readonly string[] s_assemblies = ["Abstractions", "Contracts", "Engine", "Formats", "Keras", "Runtime", "TensorFlow"];

    [Fact]
    public void TheApplicationGetsTheAssembliesWithTheirDocumentation() => Assert.Equal(
        s_assemblies.SelectMany(name => new[] { $"lib/net10.0/TypedModels.{name}.dll", $"lib/net10.0/TypedModels.{name}.xml" }),
        Files("nupkg").Where(file => file.StartsWith("lib/", StringComparison.Ordinal)));

    [Fact]
    public void TheBuildGetsGeneratorTaskAndTargets() => Assert.Equal(
        [
            "analyzers/dotnet/cs/TypedModels.Generator.CodeFixes.dll",
            "analyzers/dotnet/cs/TypedModels.Generator.dll",
            "build/TypedModels.props",
            "build/TypedModels.targets",
            "buildTransitive/TypedModels.props",
            "buildTransitive/TypedModels.targets",
            "tasks/netstandard2.0/System.Buffers.dll",
            "tasks/netstandard2.0/System.Memory.dll",
            "tasks/netstandard2.0/System.Numerics.Vectors.dll",
            "tasks/netstandard2.0/System.Runtime.CompilerServices.Unsafe.dll",
            "tasks/netstandard2.0/TypedModels.Contracts.dll",
            "tasks/netstandard2.0/TypedModels.Formats.dll",
            "tasks/netstandard2.0/TypedModels.Generator.Tasks.dll",
            "tasks/netstandard2.0/TypedModels.Keras.dll",
        ],
        Files("nupkg").Where(file => file.Contains('/', StringComparison.Ordinal) && !file.StartsWith("lib/", StringComparison.Ordinal) && !file.StartsWith("runtimes/", StringComparison.Ordinal)));

    [Fact]
    public void TheApplicationGetsTheSameAssembliesCompiledAheadOfTime()
    {
        Assert.SkipUnless(package.IsCompiled, CompiledAssembly.NotThere);

        Assert.Equal(
            s_assemblies.Select(name => $"runtimes/{PackedPackage.Platform}/lib/net10.0/TypedModels.{name}.dll"),
            Files("nupkg").Where(file => file.StartsWith("runtimes/", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheSymbolPackageHasTheSymbolsOfEachAssembly() => Assert.Equal(
        s_assemblies.Select(name => $"lib/net10.0/TypedModels.{name}.pdb"),
        Files("snupkg").Where(file => file.Contains('/', StringComparison.Ordinal)));

    [Fact]
    public void ItDependsOnTensorsAndLoggingAloneAndShowsLicenceAndReadme()
    {
        using var archive = ZipFile.OpenRead(package.PathOf("nupkg"));
        using var stream = archive.GetEntry("TypedModels.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();

        Assert.Equal(
            ["Microsoft.Extensions.Logging.Abstractions", "System.Numerics.Tensors"],
            metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value));
        Assert.Equal("MIT", metadata.Elements().Single(element => element.Name.LocalName == "license").Value);
        Assert.Equal("README.md", metadata.Elements().Single(element => element.Name.LocalName == "readme").Value);
        Assert.NotNull(archive.GetEntry("README.md"));
    }

    /// <summary>The files of a package, without those that every package has.</summary>
    private List<string> Files(string extension)
    {
        using var archive = ZipFile.OpenRead(package.PathOf(extension));
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }
}
