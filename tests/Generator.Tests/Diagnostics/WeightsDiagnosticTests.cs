namespace TypedModels.Generator.Tests.Diagnostics;

/// <summary>What is said of the file that a model of Keras has its weights from.</summary>
public class WeightsDiagnosticTests
{
    private const string Path = "models/keras/resnet.json";

    private const string Nodes =
        """
        node input Placeholder float [?, 4]
        node kernel VarHandleOp resource []
        node read ReadVariableOp float [4, 2] < kernel
        node output MatMul float [?, 2] < input read
        """;

    [Theory]
    [InlineData("models/keras/resnet.weights.h5")]
    [InlineData(@"models\keras\resnet.weights.h5")]
    [InlineData("./models/keras/../weights/best.h5")]
    public void AFileOfWeightsIsNamedByItsPathInTheProject(string weights) =>
        Assert.Empty(GeneratorRun.Of(Source($"Weights = @\"{weights}\""), Files("resnet.weights.h5", "../weights/best.h5")).AssertCompiles().Result.Diagnostics);

    [Theory]
    [InlineData("models/keras/resnet_weights.h5", "did you mean 'models/keras/resnet.weights.h5'? One that is there is added with Weights=\"models/keras/resnet_weights.h5\" on the model's TfModel item")]
    [InlineData("resnet.weights.h5", "did you mean 'models/keras/resnet.weights.h5'? One that is there is added with Weights=\"resnet.weights.h5\" on the model's TfModel item")]
    [InlineData("elsewhere.h5", "it has 'models/keras/resnet.weights.h5', 'models/weights/best.h5'. One that is there is added with Weights=\"elsewhere.h5\" on the model's TfModel item")]
    [InlineData("/weights/best.h5", "write its path relative to the project")]
    [InlineData("C:/weights/best.h5", "write its path relative to the project")]
    [InlineData("", "write its path relative to the project")]
    public void AFileOfWeightsThatDoesNotGoWithTheModel(string weights, string hint) => DiagnosticCheck.Expect(
        Source($"Weights = [|\"{weights}\"|]"),
        Files("resnet.weights.h5", "../weights/best.h5"),
        $"TYMD0013: The model '{Path}' has no file of weights '{weights}': {hint}").AssertRestCompiles();

    [Fact]
    public void WeightsThatAreNotThereYet() => DiagnosticCheck.Expect(
        Source("Weights = [|\"models/keras/resnet.weights.h5\"|]"),
        Files(),
        $"TYMD0014: No file of weights goes with the model '{Path}', so 'models/keras/resnet.weights.h5' cannot be looked for: fetch the weights before the program runs").AssertRestCompiles();

    [Theory]
    [InlineData("models/keras/digits.keras", "models/keras/other.h5")]
    [InlineData("models/keras/digits.h5", "models/keras/other.h5")]
    [InlineData("models/keras/resnet.json", "models/weights/best.h5")]
    [InlineData("models/keras/resnet.json", "models/resnet.h5")]
    public void WeightsThatDoNotGoWithTheModelByThemselvesAreNamedInTheProject(string model, string weights) => DiagnosticCheck.Expect(
        Source($"Weights = [|\"{weights}\"|]", model),
        [Contracts.OfGraph(model), GraphLists.Of(model, Nodes)],
        $"TYMD0014: No file of weights goes with the model '{model}', so '{weights}' cannot be looked for: name it with Weights=\"{weights}\" on the model's TfModel item, and fetch it before the program runs").AssertRestCompiles();

    [Fact]
    public void WeightsAndCheckpointSayTheSame() => DiagnosticCheck.Expect(
        Source("Checkpoint = \"models/keras/other\", Weights = [|\"models/keras/resnet.weights.h5\"|]"),
        Files("resnet.weights.h5"),
        $"TYMD0013: The model '{Path}' has no file of weights 'models/keras/resnet.weights.h5': Checkpoint says already where its variables come from, so write one of the two").AssertRestCompiles();

    [Fact]
    public void AGraphWithoutVariablesHasNoWeights() => DiagnosticCheck.Expect(
        Source("Weights = [|\"models/keras/resnet.weights.h5\"|]"),
        [Contracts.OfGraph(Path), GraphLists.Of(Path, "node input Placeholder float [?]\nnode output Identity float [?] < input")],
        $"TYMD0016: Weights says nothing about the model '{Path}', whose graph has no variables: remove it");

    private static ContractText[] Files(params string[] weights) => [Contracts.OfGraph(Path), GraphLists.Of(Path, Nodes, "", weights)];

    private static string Source(string property, string path = Path) =>
        $"""
        using TypedModels;
        [TfModel("{path}", {property})]
        [TfSignature("run", Inputs = ["input"], Outputs = ["output"])]
        public partial class Model;
        """;
}
