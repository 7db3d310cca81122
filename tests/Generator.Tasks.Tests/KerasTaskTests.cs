using Microsoft.Build.Utilities;
using TypedModels.Generator.Tasks;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>What the task says of files of Keras.</summary>
public sealed class KerasTaskTests : IDisposable
{
    /// <summary>A layer of a class of somebody's own, and one of Keras's behind it.</summary>
    internal const string OwnLayer = """
        {"class_name": "Sequential", "config": {"layers": [{"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 3], "dtype": "float32"}},
          {"class_name": "Mine", "registered_name": "Custom>Mine", "config": {"name": "mine"}}, {"class_name": "Dense", "config": {"name": "scores", "units": 2}}]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels-").FullName;

    private readonly RecordingEngine _engine = new();

    [Theory]
    [InlineData("digits.keras", "input image float [?, 8, 8, 1]", "output probabilities float [?, 10]")]
    [InlineData("digits_keras3.h5", "input image float [?, 8, 8, 1]", "output probabilities float [?, 10]")]
    [InlineData("wide_resnet.json", "input input_1 float [?, 32, 32, 3]", "output pred_age float [?, 101]")]
    public void TheOneSignatureIsPredict(string file, string input, string output)
    {
        Assert.True(Run(Repository.Model("keras/" + file)).AllComplete);

        string contract = Contract(file);
        Assert.Contains("signature predict\n", contract, StringComparison.Ordinal);
        Assert.Contains($"  {input}\n", contract, StringComparison.Ordinal);
        Assert.Contains($"  {output}", contract, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerOfAClassOfOnesOwnHasToBeDeclared()
    {
        Assert.False(Run(Write("own.json", OwnLayer)).AllComplete);

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("TYMD1021", PathOf("own.json"), "https://example.org/TYMD1021.md"), (error.Code, error.File, error.HelpLink));
        Assert.Contains("'mine' (Mine)", error.Message, StringComparison.Ordinal);
        Assert.Contains("KerasLayers=\"Mine=", error.Message, StringComparison.Ordinal);
        Assert.Equal("TYMD1021", ContractReader.Read(Contract("own.json")).Error!.Id);
    }

    [Theory]
    [InlineData("Mine=float[?, 8]", "float [?, 2]")]
    [InlineData("Other=int64[?]; Mine=float32[?, 4, 8]", "float [?, 4, 2]")]
    public void WhatFollowsADeclaredLayerIsKnown(string layers, string scores)
    {
        Assert.True(Run(Write("own.json", OwnLayer), ("KerasLayers", layers)).AllComplete);

        Assert.Empty(_engine.Errors);
        Assert.Contains($"output scores {scores}", Contract("own.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void ALambdaIsDeclaredByItsName()
    {
        string file = Write("own.json", OwnLayer.Replace("\"Mine\", \"registered_name\": \"Custom>Mine\"", "\"Lambda\"", StringComparison.Ordinal));

        Assert.False(Run(file).AllComplete);
        Assert.Contains("'mine' (Lambda)", Assert.Single(_engine.Errors).Message, StringComparison.Ordinal);
        Assert.True(Run(file, ("KerasLayers", "mine=float[?, 8]")).AllComplete);
    }

    [Fact]
    public void DeclarationsThatCannotBeReadAreTheOnlyError()
    {
        Assert.False(Run(Write("own.json", OwnLayer), ("KerasLayers", "Mine=[?, 8]")).AllComplete);

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("TYMD1105", PathOf("own.json"), "https://example.org/TYMD1105.md"), (error.Code, error.File, error.HelpLink));
        Assert.Equal("The metadata KerasLayers of the model 'own.json' cannot be read: 'Mine=[?, 8]' does not say what a layer gives: write its class, the type and the shape, as in MyLayer=float[?, 10].", error.Message);
        Assert.Equal(("TYMD1105", error.Message), (ContractReader.Read(Contract("own.json")).Error!.Id, ContractReader.Read(Contract("own.json")).Error!.Message));
    }

    [Theory]
    [InlineData("digits.weights.h5", "The file holds weights alone")]
    [InlineData("legacy_functional_weights.h5", "The file holds weights alone")]
    public void WeightsAloneAreAnErrorOnlyWhereSomebodyNamedThem(string file, string problem)
    {
        string path = Repository.Model("keras/" + file);

        Assert.True(Run(path, ("IsDefault", "true")).AllComplete);
        Assert.Empty(_engine.Errors);
        Assert.Contains(problem, ContractReader.Read(Contract(file)).Error!.Message, StringComparison.Ordinal);

        Assert.False(Run(path).AllComplete);
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("TYMD1019", path), (error.Code, error.File));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pointer.keras", "version https://git-lfs.github.com/spec/v1\n", "TYMD1003")]
    [InlineData("empty.h5", "", "TYMD1004")]
    [InlineData("words.keras", "Not Found", "TYMD1009")]
    [InlineData("package.json", """{"name": "package", "version": "1.0.0"}""", "TYMD1019")]
    public void WhatIsNoModelSaysWhatItIs(string file, string content, string id)
    {
        Assert.False(Run(Write(file, content)).AllComplete);

        Assert.Equal((id, PathOf(file)), (Assert.Single(_engine.Errors).Code, _engine.Errors[0].File));
    }

    [Fact]
    public void AnEditorIsToldNothing()
    {
        Assert.False(Run(Write("own.json", OwnLayer), isDesignTime: true, ("KerasLayers", "Mine=[?, 8]")).AllComplete);
        Assert.Empty(_engine.Errors);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ExtractContracts Run(string file, params (string Name, string Value)[] metadata) => Run(file, isDesignTime: false, metadata);

    private ExtractContracts Run(string file, bool isDesignTime, params (string Name, string Value)[] metadata)
    {
        string name = Path.GetFileName(file);
        var item = new TaskItem(file, new Dictionary<string, string>
        {
            ["ModelPath"] = name,
            ["TargetPath"] = name,
            ["ModelFolder"] = Path.GetDirectoryName(file)!,
            ["IsFile"] = "true",
            ["ContractFile"] = PathOf(name + ".tfcontract"),
            ["GraphFile"] = PathOf(name + ".tfgraph"),
        });
        foreach (var (key, value) in metadata)
        {
            item.SetMetadata(key, value);
        }

        _engine.Errors.Clear();
        var task = new ExtractContracts { BuildEngine = _engine, HelpFolder = "https://example.org/", DesignTime = isDesignTime, Models = [item] };
        Assert.Equal(task.Execute(), _engine.Errors.Count == 0);
        return task;
    }

    private string Contract(string file) => File.ReadAllText(PathOf(file + ".tfcontract"));

    private string PathOf(string file) => Path.Combine(_folder, file);

    private string Write(string file, string content)
    {
        File.WriteAllText(PathOf(file), content);
        return PathOf(file);
    }
}
