using TypedModels.Graphs;

namespace TypedModels.Tests.Graphs;

public sealed class SignatureResolverTests
{
    [Fact]
    public void TypesAndShapesComeFromTheGraph()
    {
        var resolved = Resolve(null, ["image=a/x"], ["a/scores", "logits=MatMul:0"]);

        Assert.Empty(resolved.Problems);
        Assert.Equal(
            """
            signature s
              input image float [?, 4] at a/x
              output scores float [?, 2] at a/scores
              output logits float [?, 2] at MatMul:0
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Contracts.Of(resolved.Contract!).ToString().Split('\n').Where(line => line.Contains("put ", StringComparison.Ordinal) || line.StartsWith("signature", StringComparison.Ordinal))));
        Assert.Equal(["a/x:0"], resolved.InputTensors);
        Assert.Equal(["a/scores:0", "a/dense/MatMul:0"], resolved.OutputTensors);
        Assert.Equal(["MatMul", "Softmax", "VariableV2"], resolved.Operations);
    }

    [Fact]
    public void WhatMayBeLeftOutComesLastAndKeepsItsValue()
    {
        var resolved = Resolve(null, ["rate", "a/x", "seed"], ["sample:1"]);

        Assert.Empty(resolved.Problems);
        Assert.Equal(["x", "seed", "rate"], resolved.Contract!.Inputs.Select(input => input.Key));
        Assert.Equal(["a/x:0", "seed:0", "rate:0"], resolved.InputTensors);
        Assert.Equal("0.5", resolved.Contract.Inputs[2].Default?.ToString());
        Assert.Equal(["If", "MatMul", "Multinomial", "NoOp", "Softmax", "VariableV2"], resolved.Operations);
    }

    [Fact]
    public void WhatIsNotFedKeepsTheGraphsValue() => Assert.Contains("PlaceholderWithDefault", Resolve(null, ["a/x", "seed"], ["sample"]).Operations);

    [Fact]
    public void AFedTensorCutsTheGraph()
    {
        var resolved = Resolve("a", ["dense/MatMul"], ["scores"]);

        Assert.Empty(resolved.Problems);
        Assert.Equal(["Softmax"], resolved.Operations);
    }

    [Fact]
    public void WhatIsFetchedAsItIsFedRunsNothing() => Assert.Empty(Resolve(null, ["a/x"], ["again=a/x"]).Operations);

    [Fact]
    public void ACallOfAFunctionRunsWhatIsInIt() => Assert.Equal(["Mean"], Resolve(null, ["a/x"], ["call"]).Operations);

    [Fact]
    public void WhatNobodyKnowsHasNoType()
    {
        var output = Assert.Single(Resolve(null, ["a/x"], ["mystery"]).Contract!.Outputs);

        Assert.Equal((DataType.Invalid, TensorShape.Unknown), (output.DataType, output.Shape));
    }

    [Theory]
    [InlineData("a/x", "", "it fetches nothing: name at least one tensor in Outputs")]
    [InlineData("a/x b/x", "a/scores", "its inputs 'a/x' and 'b/x' are both called 'x': give one a name, \"name=tensor\"")]
    [InlineData("a/x", "a/scores b/scores", "its outputs 'a/scores' and 'b/scores' are both called 'scores': give one a name, \"name=tensor\"")]
    [InlineData("=a/x", "a/scores", "one of its inputs, 'a/x', has an empty name: write \"name=tensor\"")]
    [InlineData("p=a/x q=a/x:0", "a/scores", "its inputs 'p' and 'q' are one tensor, 'a/x:0'")]
    public void ADeclarationThatIsNoneIsExplained(string inputs, string outputs, string text)
    {
        var resolved = Resolve(null, Words(inputs), Words(outputs));

        Assert.Null(resolved.Contract);
        Assert.Equal(new SignatureProblem(SignatureProblemKind.Declaration, text), Assert.Single(resolved.Problems));
    }

    [Fact]
    public void EachTensorThatIsNotThereIsAProblemOfItsOwn()
    {
        var resolved = Resolve(null, ["a/x", "nothing"], ["scores", "a/scores:7"]);

        Assert.Equal([new ArgumentPlace(true, 1), new ArgumentPlace(false, 0), new ArgumentPlace(false, 1)], resolved.Problems.Select(problem => problem.Argument!.Value));
        Assert.All(resolved.Problems, problem => Assert.Equal(SignatureProblemKind.UnknownTensor, problem.Kind));
    }

    [Theory]
    [InlineData("", "its outputs need the placeholders 'a/x:0', 'seed:0', which no input feeds: add them to Inputs")]
    [InlineData("a/x", "its outputs need the placeholder 'seed:0', which no input feeds: add it to Inputs")]
    public void PlaceholdersThatNobodyFeedsAreNamed(string inputs, string text)
    {
        var problem = Assert.Single(Resolve(null, Words(inputs), ["sample"]).Problems);

        Assert.Equal((SignatureProblemKind.MissingInputs, text), (problem.Kind, problem.Text));
        Assert.Equal(inputs.Length == 0 ? ["a/x:0", "seed:0"] : ["seed:0"], problem.Suggestions);
    }

    [Fact]
    public void ASignatureIsDeclaredAgainFromItsContract()
    {
        var declared = new DeclaredSignature("s", [new("image", "a/x")], [new("scores", "a/scores")]);

        Assert.Equal(declared, DeclaredSignature.Of(new SignatureResolver(SampleGraph.Nodes, null).Resolve(declared).Contract!));
    }

    private static ResolvedSignature Resolve(string? scope, string[] inputs, string[] outputs) => new SignatureResolver(SampleGraph.Nodes, scope).Resolve(
        new DeclaredSignature("s", inputs.Select(DeclaredArgument.Parse).ToValueList(), outputs.Select(DeclaredArgument.Parse).ToValueList()));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
