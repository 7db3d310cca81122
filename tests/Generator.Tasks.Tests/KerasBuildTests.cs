using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>Models of Keras in builds: which are found, what goes with them, and what a change of them does.</summary>
public sealed class KerasBuildTests : IDisposable
{
    private readonly ConsumerSolution _solution = ConsumerSolution.OfSources();

    [Fact]
    public void FilesBelowModelsAreFoundCopiedAndPublished()
    {
        var application = _solution.Add("Application", content: """<ItemGroup><TfModel Include="models/deep/sequence.hdf5" TargetPath="networks/sequence.h5" /></ItemGroup>""");
        Copy(application, "digits.keras", "models/digits.keras");
        Copy(application, "digits_keras3.h5", "models/deep/digits.h5");
        Copy(application, "legacy_recurrent.h5", "models/deep/sequence.hdf5");
        Copy(application, "digits.weights.h5", "models/only.weights.h5");
        Copy(application, "digits.weights.h5", "models/deep/digits_weights.h5");
        application.Write("models/package.json", "{}");

        application.Execute("publish", "-c", "Debug", "-o", "published").Succeeded();

        Assert.Equal(["models/deep/digits.h5", "models/deep/digits_weights.h5", "models/deep/sequence.hdf5", "models/digits.keras", "models/only.weights.h5"], application.Contracts().Keys.Order(StringComparer.Ordinal));
        Assert.All(["models/deep/digits.h5", "models/digits.keras"], model =>
        {
            var signature = Assert.Single(Assert.Single(ContractReader.Read(application.Contracts()[model]).TagSets).Signatures);
            Assert.Equal(("predict", "image", "probabilities"), (signature.Key, Assert.Single(signature.Inputs).Key, Assert.Single(signature.Outputs).Key));
        });
        Assert.Equal(["digits_weights.h5"], WeightsOf(application, "models/deep/digits.h5"));
        Assert.Empty(WeightsOf(application, "models/digits.keras"));
        Assert.Equal("networks/sequence.h5", ContractReader.Read(application.Contracts()["models/deep/sequence.hdf5"]).Target);
        Assert.Contains("weights alone", ContractReader.Read(application.Contracts()["models/only.weights.h5"]).Error!.Message, StringComparison.Ordinal);
        Assert.All([application.Output, application.PathOf("published")], folder =>
        {
            Assert.Equal(["models/deep/digits.h5", "models/deep/digits_weights.h5", "models/digits.keras", "models/only.weights.h5"], Files(folder, "models"));
            Assert.Equal(["networks/sequence.h5"], Files(folder, "networks"));
        });
        Assert.False(application.Build().Succeeded().Extracted);

        File.SetLastWriteTimeUtc(application.PathOf("models/digits.keras"), DateTime.UtcNow);
        var retrained = application.Build().Succeeded();
        Assert.True(retrained.Extracted);
        Assert.False(retrained.Compiled);
    }

    [Fact]
    public void WeightsGoWithTheDescriptionThatTheyAreNamedAfterOrLieBeside()
    {
        var application = _solution.Add(
            "Application",
            content: """
            <ItemGroup>
              <TfModel Include="networks/*.json;networks/beside/x.json;networks/alone/x.json" />
              <TfModel Include="networks/given/x.json" Weights="networks/given/x.h5;weights/*.h5;weights/nowhere.h5" TargetPath="deep/given/x.json" />
            </ItemGroup>
            """);
        foreach (string model in (string[])["a", "b", "c", "beside/x", "alone/x", "given/x"])
        {
            Copy(application, "legacy_functional.json", $"networks/{model}.json");
        }

        string[] weights = ["networks/a.weights.h5", "networks/b_weights.h5", "networks/c.h5", "networks/beside/one.h5", "networks/beside/two.hdf5", "networks/given/x.h5", "weights/best.h5"];
        foreach (string file in weights)
        {
            Copy(application, "legacy_functional_weights.h5", file);
        }

        application.Write("networks/given/x_weights.h5", "is not among those that the item says");

        application.Build().Succeeded();

        Assert.Equal(["a.weights.h5"], WeightsOf(application, "networks/a.json"));
        Assert.Equal(["b_weights.h5"], WeightsOf(application, "networks/b.json"));
        Assert.Equal(["c.h5"], WeightsOf(application, "networks/c.json"));
        Assert.Equal(["one.h5", "two.hdf5"], WeightsOf(application, "networks/beside/x.json"));
        Assert.Equal(["../../weights/best.h5", "x.h5"], WeightsOf(application, "networks/given/x.json"));
        Assert.Empty(WeightsOf(application, "networks/alone/x.json"));
        Assert.Equal(
            ["a.json", "a.weights.h5", "alone/x.json", "b.json", "b_weights.h5", "beside/one.h5", "beside/two.hdf5", "beside/x.json", "c.h5", "c.json"],
            Files(Path.Combine(application.Output, "networks"), ""));
        Assert.Equal(["deep/given/x.h5", "deep/given/x.json"], Files(application.Output, "deep"));
        Assert.Equal(["weights/best.h5"], Files(application.Output, "weights"));

        File.WriteAllBytes(application.PathOf("networks/a.weights.h5"), [1, 2, 3]);
        var retrained = application.Build().Succeeded();
        Assert.False(retrained.Compiled);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(application.Output, "networks/a.weights.h5")));
    }

    [Fact]
    public void AnotherDeclarationOfALayerIsAnotherContract()
    {
        var application = Own("Other=int64[?];Mine=float[?, 8]");
        application.Build().Succeeded();
        Assert.Contains("output scores float [?, 2]", application.Contracts()["models/own.json"], StringComparison.Ordinal);

        Own("Other=int64[?];Mine=float[?, 4, 8]");
        Assert.True(application.Build().Succeeded().Compiled);
        Assert.Contains("output scores float [?, 4, 2]", application.Contracts()["models/own.json"], StringComparison.Ordinal);

        Own("Mine");
        foreach (string attempt in (string[])["the first", "the second"])
        {
            Assert.True(Assert.Single(application.Build().Failed()).Id == "TYMD1105", attempt);
        }
    }

    public void Dispose() => _solution.Dispose();

    private ConsumerProject Own(string layers)
    {
        var application = _solution.Add("Application", content: $"""<ItemGroup><TfModel Include="models/own.json" KerasLayers="{layers}" /></ItemGroup>""");
        application.Write("models/own.json", KerasTaskTests.OwnLayer);
        return application;
    }

    private static void Copy(ConsumerProject application, string model, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(application.PathOf(path))!);
        File.WriteAllBytes(application.PathOf(path), File.ReadAllBytes(Repository.Model("keras/" + model)));
    }

    private static IEnumerable<string> Files(string root, string folder) =>
        Directory.GetFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> WeightsOf(ConsumerProject application, string model)
    {
        string start = $"typedmodels graph 1\npath {model}\n";
        string list = application.ContractFiles().Select(file => File.ReadAllText(Path.ChangeExtension(file, ".tfgraph"))).Single(text => text.StartsWith(start, StringComparison.Ordinal));
        return list.Split('\n').Where(line => line.StartsWith("checkpoint ", StringComparison.Ordinal)).Select(line => line["checkpoint ".Length..]);
    }
}
