namespace TypedModels.Generator.Tests.Diagnostics;

/// <summary>What is said of signatures that the code declares.</summary>
public class DeclaredSignatureDiagnosticTests
{
    private const string Path = "models/m.meta";

    private const string Nodes =
        """
        node input Placeholder float [?, 4]
        node keep_prob Placeholder float []
        node dense/kernel VariableV2 float [4, 2]
        node dense/MatMul MatMul float [?, 2] < input dense/kernel
        node dense/dropout Mul float [?, 2] < dense/MatMul keep_prob
        node scores Softmax float [?, 2] < dense/dropout
        node handle VarHandleOp resource []
        node unknown MyOwnOp float [?] < dense/MatMul
        """;

    private static readonly ContractText[] s_files = [Contracts.OfGraph(Path), GraphLists.Of(Path, Nodes)];

    [Fact]
    public void ATensorThatIsNotThere() => Expect(
        """[TfSignature("classify", Inputs = ["input", [|"x=keep_prop:0"|]], Outputs = ["scores"])]""",
        "TYMD0011: The signature 'classify' does not fit the graph of 'models/m.meta': its input x is the tensor 'keep_prop:0', which the graph does not have: did you mean 'keep_prob:0'?");

    [Theory]
    [InlineData("new[] { \"input\", [|\"keep_prop\"|] }")]
    [InlineData("new string[] { \"input\", [|\"keep_prop\"|] }")]
    [InlineData("[\"input\", [|\"keep_prop\"|]]")]
    public void TheElementIsFoundHoweverTheArrayIsWritten(string inputs) => Expect(
        $"""[TfSignature("classify", Inputs = {inputs}, Outputs = ["scores"])]""",
        "TYMD0011: The signature 'classify' does not fit the graph of 'models/m.meta': its input keep_prop is the tensor 'keep_prop', which the graph does not have: did you mean 'keep_prob:0'?");

    [Fact]
    public void EachTensorIsPointedAt() => Expect(
        """[TfSignature("classify", Inputs = [[|"nothing_alike"|]], Outputs = ["scores", [|"input:1"|]])]""",
        "TYMD0011: The signature 'classify' does not fit the graph of 'models/m.meta': its input nothing_alike is the tensor 'nothing_alike', which the graph does not have: list its tensors with 'typedmodels inspect --tensors'",
        "TYMD0011: The signature 'classify' does not fit the graph of 'models/m.meta': its output input_1 is the tensor 'input:1', but 'input' (Placeholder) has one output, ':0'");

    [Fact]
    public void PlaceholdersThatNobodyFeeds() => Expect(
        """[TfSignature("classify", Inputs = [|["input"]|], Outputs = ["scores"])]""",
        "TYMD0012: The signature 'classify' cannot run: its outputs need the placeholder 'keep_prob:0', which no input feeds: add it to Inputs");

    [Fact]
    public void WithoutInputsTheNameIsPointedAt() => Expect(
        """[TfSignature([|"classify"|], Outputs = ["scores"])]""",
        "TYMD0012: The signature 'classify' cannot run: its outputs need the placeholders 'input:0', 'keep_prob:0', which no input feeds: add them to Inputs");

    [Theory]
    [InlineData("", "Outputs = [\"input\"]", "it has no name")]
    [InlineData("classify", "Inputs = [\"input\"]", "it fetches nothing: name at least one tensor in Outputs")]
    [InlineData("classify", "Inputs = [\"input\", \"input=keep_prob\"], Outputs = [\"scores\"]", "its inputs 'input' and 'keep_prob' are both called 'input': give one a name, \"name=tensor\"")]
    [InlineData("classify", "Inputs = [\"a=input\", \"b=input:0\", \"keep_prob\"], Outputs = [\"scores\"]", "its inputs 'a' and 'b' are one tensor, 'input:0'")]
    public void ADeclarationThatIsNone(string name, string tensors, string problem) =>
        Expect($"""[TfSignature([|"{name}"|], {tensors})]""", $"TYMD0010: The signature '{name}' cannot be declared so: {problem}");

    [Fact]
    public void ANameThatIsThereTwice() => Expect(
        """[TfSignature("a", Inputs = ["input"], Outputs = ["dense/MatMul"])] [TfSignature([|"a"|], Inputs = ["input"], Outputs = ["unknown"])]""",
        "TYMD0010: The signature 'a' cannot be declared so: another one has that name already");

    [Fact]
    public void ANameThatTheModelHas() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/m")]
        [TfSignature([|"predict"|], Inputs = ["input"], Outputs = ["dense/MatMul"])]
        public partial class Model;
        """,
        [Contracts.Of("models/m", "signature predict\n  output y float [?]"), GraphLists.Of("models/m", Nodes, "serve")],
        "TYMD0010: The signature 'predict' cannot be declared so: the model has a signature of that name: give this one another").AssertRestCompiles();

    [Fact]
    public void OperationsThatTheManagedEngineLacks() => ExpectOfModel(
        """[TfSignature("a", Inputs = ["input"], Outputs = ["unknown"])]""",
        """[TfModel([|"models/m.meta"|])]""",
        "TYMD0208: The managed engine does not have the operation 'MyOwnOp' of the model 'models/m.meta': run it on TensorFlow's library, which EngineKind.Auto then takes, or export it without it");

    [Fact]
    public void TensorsThatCannotLeaveTheGraph()
    {
        var run = GeneratorRun.Of(Source("""[TfSignature("a", Outputs = ["handle"])]"""), s_files);

        Assert.Equal(["TYMD0202", "TYMD0201"], run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void AGraphWithoutAnySignature() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/m.meta"|])]
        public partial class Model;
        """,
        s_files,
        "TYMD0201: The model 'models/m.meta' has no signature, so there is no method to generate: export it with signatures, or declare some with [TfSignature]");

    [Fact]
    public void AListThatIsMissing() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/m.meta"|])]
        [TfSignature("a", Outputs = ["handle"])]
        public partial class Model;
        """,
        [Contracts.OfGraph(Path)],
        "TYMD0105: The list of the graph of 'models/m.meta', where signatures that the class declares are looked up, cannot be used: the project has none; build the project again");

    [Theory]
    [InlineData("typedmodels graph 1\npath models/m.meta\nnodes\n", "models.m.meta.tfgraph, line 3: a line 'tags …' is expected")]
    [InlineData("typedmodels graph 2\npath models/m.meta\n", "models.m.meta.tfgraph, line 1: version 2 of the list of a graph is newer than this TypedModels reads; update the TypedModels package")]
    [InlineData("typedmodels graph 1\npath models/m.meta\ntags gpu\n", "it lacks the part with the contract's tags")]
    public void AListThatIsDamaged(string text, string problem) => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/m.meta"|])]
        [TfSignature("a", Outputs = ["handle"])]
        public partial class Model;
        """,
        [Contracts.OfGraph(Path), GraphLists.Raw(Path, text)],
        $"TYMD0105: The list of the graph of 'models/m.meta', where signatures that the class declares are looked up, cannot be used: {problem}; build the project again");

    [Fact]
    public void AFileThatTheProjectDoesNotName() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/n.meta"|])]
        public partial class Model;
        """,
        s_files,
        "TYMD0004: There is no model 'models/n.meta' in the project: did you mean 'models/m.meta'? If not, add <TfModel Include=\"models/n.meta\" /> to the project file");

    private static void Expect(string attributes, params string[] expected) => DiagnosticCheck.Expect(Source(attributes), s_files, expected).AssertRestCompiles();

    private static void ExpectOfModel(string attributes, string model, string expected) =>
        DiagnosticCheck.Expect(Source(attributes).Replace("""[TfModel("models/m.meta")]""", model, StringComparison.Ordinal), s_files, expected).AssertRestCompiles();

    private static string Source(string attributes) =>
        $"""
        using TypedModels;
        [TfModel("models/m.meta")]
        {attributes}
        public partial class Model;
        """;
}
