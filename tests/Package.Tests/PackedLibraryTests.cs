using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>A library with a model, itself packed: whoever refers to the library's package alone gets the model too.</summary>
public sealed class PackedLibraryTests(PackedPackage package)
{
    [Fact]
    public void ItsPackageCarriesTheModelToTheApplicationOfWhoeverUsesIt()
    {
        using var authors = package.NewSolution();
        var library = authors.Add("Adding", "Library", $"<PropertyGroup><Version>{package.Version}</Version></PropertyGroup>");
        library.CopyModel("add", "models/add");
        library.Write("Add.cs", Calculator.Wrapper);
        library.Execute("pack", "-o", package.Feed).Succeeded();

        using var users = package.NewSolution("Adding");
        var application = users.Add("Calculator");
        application.Write("Program.cs", Calculator.Program);

        application.Build().Succeeded();

        string copied = Path.Combine(application.Output, "models/Adding/add");
        Assert.Equal(File.ReadAllBytes(Repository.Model("add/saved_model.pb")), File.ReadAllBytes(Path.Combine(copied, "saved_model.pb")));
        Assert.True(File.Exists(Path.Combine(copied, "variables/variables.index")));
        Calculator.AssertRuns(Path.Combine(application.Output, "Calculator"));
    }
}
