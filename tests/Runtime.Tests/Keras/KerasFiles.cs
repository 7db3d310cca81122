using TypedModels.Formats.Extraction;
using TypedModels.Keras.Files;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Keras;

/// <summary>Files of Keras in the repository, with the contracts that a build makes of them.</summary>
internal static class KerasFiles
{
    /// <summary>A model in <c>models/keras</c>.</summary>
    public static string PathOf(string file) => Path.Combine(TestModels.Folder, "keras", file);

    /// <summary>A file that <c>tests/Keras.Tests/Weights/make_fixtures.py</c> makes: arrays that count up from 0, 100, 200 and 300.</summary>
    public static string FixtureOf(string file) => Path.Combine(TestModels.Repository, "tests", "Keras.Tests", "Weights", "Fixtures", file);

    /// <summary>The contract of a model.</summary>
    public static ModelContract ContractOf(string path, string layers = "")
    {
        var result = ContractExtractor.ExtractModel(path, path, file => ModelFileReader.Read(file, DeclaredLayers.Parse(layers)));
        Assert.Null(result.Error?.ToString());
        return result.Document.TagSets.Single();
    }

    /// <summary>Loads a model on an engine.</summary>
    public static ModelSession Load(EngineKind engine, string path, ModelOptions? options = null) => DeclaredModel.Load(engine, ContractOf(path), options);
}
