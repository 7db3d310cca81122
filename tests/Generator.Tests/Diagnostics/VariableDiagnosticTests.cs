namespace TypedModels.Generator.Tests.Diagnostics;

/// <summary>What is said of the place where variables come from.</summary>
public class VariableDiagnosticTests
{
    private const string Path = "models/saver/m.meta";

    private const string Nodes =
        """
        node input Placeholder float [?, 4]
        node kernel VariableV2 float [4, 2]
        node output MatMul float [?, 2] < input kernel
        """;

    [Theory]
    [InlineData("models/saver/m.ckpt-1")]
    [InlineData("./models/saver/../saver/m.ckpt-1")]
    [InlineData("models/weights/best")]
    [InlineData("models/saver")]
    [InlineData("models/weights/")]
    public void ACheckpointIsNamedByItsPrefixOrFolder(string checkpoint) =>
        Assert.Empty(GeneratorRun.Of(Source($"Checkpoint = \"{checkpoint}\""), Files("m.ckpt-1", "../weights/best")).AssertCompiles().Result.Diagnostics);

    [Theory]
    [InlineData("models/saver/m.ckpt-2", "did you mean 'models/saver/m.ckpt-1'? One that is there is added with Checkpoint=\"models/saver/m.ckpt-2\" on the model's TfModel item")]
    [InlineData("elsewhere", "it has 'models/saver/m.ckpt-1', 'models/weights/best'. One that is there is added with Checkpoint=\"elsewhere\" on the model's TfModel item")]
    [InlineData("/weights/m", "write its path without .index, relative to the project")]
    public void ACheckpointThatDoesNotGoWithTheModel(string checkpoint, string hint) => DiagnosticCheck.Expect(
        Source($"Checkpoint = [|\"{checkpoint}\"|]"),
        Files("m.ckpt-1", "../weights/best"),
        $"TYMD0013: The model 'models/saver/m.meta' has no checkpoint '{checkpoint}': {hint}").AssertRestCompiles();

    [Fact]
    public void WeightsThatAreNotThereYet() => DiagnosticCheck.Expect(
        Source("Checkpoint = [|\"models/saver/m.ckpt-1\"|]"),
        Files(),
        "TYMD0014: No checkpoint goes with the model 'models/saver/m.meta', so 'models/saver/m.ckpt-1' cannot be looked for: fetch the weights before the program runs").AssertRestCompiles();

    [Fact]
    public void RenamesThatAreNone() => DiagnosticCheck.Expect(
        Source("VariableMap = [\"a/=b/\", [|\"a/\"|], [|\"a/=b/\"|], [|\"=\"|], \"=scope/\"]"),
        Files("m.ckpt-1"),
        "TYMD0015: 'a/' renames no variable: write \"from=to\", the beginning of names in the checkpoint and what stands there in the graph",
        "TYMD0015: 'a/=b/' renames no variable: it is there twice",
        "TYMD0015: '=' renames no variable: both names are the same").AssertRestCompiles();

    [Fact]
    public void WhatIsSaidOfVariablesThatAFrozenGraphDoesNotHave() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/encoder")]
        public partial class Encoder;
        [TfModel("models/frozen.pb", Checkpoint = [|"models/m.ckpt"|], Scope = [|"a"|], VariableMap = [[|"a=b"|]], SharesVariablesWith = [|typeof(Encoder)|])]
        [TfSignature("run", Inputs = ["input"], Outputs = ["output"])]
        public partial class Model;
        """,
        [
            Contracts.Of("models/encoder", "signature encode\n  output y float [?]"),
            Contracts.OfGraph("models/frozen.pb"),
            GraphLists.Of("models/frozen.pb", "node input Placeholder float [?]\nnode output Identity float [?] < input"),
        ],
        "TYMD0016: Checkpoint says nothing about the model 'models/frozen.pb', whose graph has no variables: remove it",
        "TYMD0016: Scope says nothing about the model 'models/frozen.pb', whose graph has no variables: remove it",
        "TYMD0016: VariableMap says nothing about the model 'models/frozen.pb', whose graph has no variables: remove it",
        "TYMD0016: SharesVariablesWith says nothing about the model 'models/frozen.pb', whose graph has no variables: remove it");

    [Theory]
    [InlineData("string", "string", "that is no wrapper of a model: name a class with [TfModel]")]
    [InlineData("Model", "Model", "that is the class itself, whose variables are its own anyway: remove SharesVariablesWith")]
    [InlineData("Hidden", "Hidden", "Model is public and takes it in Load: make both public, or neither")]
    public void ATypeWhoseVariablesCannotBeShared(string type, string name, string why) => DiagnosticCheck.Expect(
        Source($"SharesVariablesWith = [|typeof({type})|]", "[TfModel(\"models/encoder\")] partial class Hidden;"),
        [.. Files("m.ckpt-1"), Contracts.Of("models/encoder", "signature encode\n  output y float [?]")],
        $"TYMD0017: 'Model' cannot use the variables of '{name}': {why}");

    [Fact]
    public void WrappersThatShareInACircle() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/saver/m.meta", SharesVariablesWith = [|typeof(B)|])]
        public partial class A;
        [TfModel("models/saver/m.meta", SharesVariablesWith = [|typeof(A)|])]
        public partial class B;
        """,
        Files("m.ckpt-1"),
        "TYMD0017: 'A' cannot use the variables of 'B': in the end that one shares with this one again: let one of them have variables of its own",
        "TYMD0017: 'B' cannot use the variables of 'A': in the end that one shares with this one again: let one of them have variables of its own");

    private static ContractText[] Files(params string[] checkpoints) => [Contracts.OfGraph(Path), GraphLists.Of(Path, Nodes, "", checkpoints)];

    private static string Source(string property, string more = "") =>
        $"""
        using TypedModels;
        [TfModel("models/saver/m.meta", {property})]
        [TfSignature("run", Inputs = ["input"], Outputs = ["output"])]
        public partial class Model;
        {more}
        """;
}
