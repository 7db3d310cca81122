namespace TypedModels.Generator.Tests.Incrementality;

/// <summary>What an edit makes run again, step by step.</summary>
public class StepTests
{
    private const string Host =
        """
        using TypedModels;
        namespace Sample;
        [TfModel("models/a")]
        public partial class A;
        [TfModel("models/b")]
        public partial class B;
        """;

    private const string Signature = "signature serving_default\n  input x float [?, 28]\n  output y float [?]";

    private const string Nodes = "node x Placeholder float [?, 28]\nnode y Identity float [?, 28] < x";

    private static readonly ContractText s_graph = GraphLists.Of("models/a", Nodes, "serve");
    private static readonly ContractText s_a = Contracts.Of("models/a", Signature);
    private static readonly ContractText s_b = Contracts.Of("models/b", Signature);
    private static readonly CSharpCompilation s_compilation = GeneratorRun.CreateCompilation(Host, "class Unrelated;");

    [Fact]
    public void TheFirstRunMakesEverything() => Expect(
        First(),
        contract: [New, New], host: [New, New], bound: [New, New], source: [New, New], output: [New, New]);

    [Fact]
    public void AnUnrelatedFileMakesNothing() => Expect(
        Run(First(), s_compilation.ReplaceSyntaxTree(s_compilation.SyntaxTrees[1], Parse("class Unrelated { int x; }", "/project/File1.cs"))),
        contract: [Cached, Cached], host: [Unchanged, Unchanged], bound: [Cached, Cached], source: [Cached, Cached], output: [Cached, Cached]);

    [Fact]
    public void ACommentInTheHostsFileMakesNothing() => Expect(
        Run(First(), s_compilation.ReplaceSyntaxTree(s_compilation.SyntaxTrees[0], Parse("// more\n" + Host, "/project/File0.cs"))),
        contract: [Cached, Cached], host: [Unchanged, Unchanged], bound: [Cached, Cached], source: [Cached, Cached], output: [Cached, Cached]);

    [Fact]
    public void ACommentInTheContractMakesNothing() => Expect(
        Run(First().ReplaceAdditionalText(s_a, new ContractText(s_a.Path, "# a comment\n" + s_a.Content)), s_compilation),
        contract: [Unchanged, Cached], host: [Cached, Cached], bound: [Cached, Cached], source: [Cached, Cached], output: [Cached, Cached]);

    [Fact]
    public void TheSameContractWrittenAgainMakesNothing() => Expect(
        Run(First().ReplaceAdditionalText(s_a, new ContractText(s_a.Path, s_a.Content)), s_compilation),
        contract: [Unchanged, Cached], host: [Cached, Cached], bound: [Cached, Cached], source: [Cached, Cached], output: [Cached, Cached]);

    [Fact]
    public void AChangedShapeMakesItsWrapperAlone() => Expect(
        Run(First().ReplaceAdditionalText(s_a, Contracts.Of("models/a", Signature.Replace("28", "32", StringComparison.Ordinal))), s_compilation),
        contract: [Modified, Cached], host: [Cached, Cached], bound: [Modified, Unchanged], source: [Modified, Cached], output: [Modified, Cached]);

    [Fact]
    public void AnotherContractMakesNothing() => Expect(
        Run(First().AddAdditionalTexts([Contracts.Of("models/c", Signature)]), s_compilation),
        contract: [Cached, Cached, New], host: [Cached, Cached], bound: [Unchanged, Unchanged], source: [Cached, Cached], output: [Cached, Cached]);

    [Fact]
    public void AListOfAGraphThatNobodyAsksForIsNotRead()
    {
        var result = Run(GeneratorRun.CreateDriver([s_a, s_b, s_graph]), s_compilation).GetRunResult().Results[0];

        Assert.False(result.TrackedSteps.ContainsKey(TrackingNames.Graph));
    }

    [Fact]
    public void AChangedListMakesTheWrapperThatAsksForItAloneAndOnlyWhenItsTensorsChanged()
    {
        const string Declaring = "using TypedModels;\n[TfModel(\"models/a\")]\n[TfSignature(\"inner\", Inputs = [\"x\"], Outputs = [\"y\"])]\npublic partial class A;\n[TfModel(\"models/b\")]\npublic partial class B;";
        var compilation = GeneratorRun.CreateCompilation(Declaring);
        var first = Run(GeneratorRun.CreateDriver([s_a, s_b, s_graph]), compilation);

        Assert.Equal([New], Reasons(first.GetRunResult().Results[0].TrackedSteps[TrackingNames.Graph]));
        ExpectGraph(Run(first, compilation.AddSyntaxTrees(Parse("class More;", "/project/More.cs"))), graph: Cached, [Cached, Cached], [Cached, Cached]);
        ExpectGraph(Run(first.ReplaceAdditionalText(s_graph, GraphLists.Of("models/a", Nodes, "serve")), compilation), graph: Unchanged, [Cached, Cached], [Cached, Cached]);
        ExpectGraph(Run(first.ReplaceAdditionalText(s_graph, GraphLists.Of("models/a", Nodes + "\nnode z NoOp", "serve")), compilation), graph: Modified, [Modified, Unchanged], [Cached, Cached]);
        ExpectGraph(Run(first.ReplaceAdditionalText(s_graph, GraphLists.Of("models/a", Nodes.Replace("28", "32", StringComparison.Ordinal), "serve")), compilation), graph: Modified, [Modified, Unchanged], [Modified, Cached]);
    }

    [Fact]
    public void AMovedDiagnosticIsReportedAtItsNewPlaceAndNothingElseRuns()
    {
        const string Unnamed = "using TypedModels;\n[TfModel(\"models/a\")]\n[TfName(\"nothing\", \"X\")]\npublic partial class A;";
        var compilation = GeneratorRun.CreateCompilation(Unnamed);
        var driver = GeneratorRun.CreateDriver([s_a]).RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = Run(driver, compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse("\n" + Unnamed, "/project/File0.cs")));
        var result = driver.GetRunResult().Results[0];
        Assert.Equal([Cached], Reasons(result.TrackedSteps[TrackingNames.Diagnostics]));
        Assert.Equal([Cached], Reasons(result.TrackedSteps[TrackingNames.Source]));
        Assert.Equal(3, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    private static IncrementalStepRunReason New => IncrementalStepRunReason.New;

    private static IncrementalStepRunReason Cached => IncrementalStepRunReason.Cached;

    private static IncrementalStepRunReason Unchanged => IncrementalStepRunReason.Unchanged;

    private static IncrementalStepRunReason Modified => IncrementalStepRunReason.Modified;

    private static GeneratorDriver First() => Run(GeneratorRun.CreateDriver([s_a, s_b]), s_compilation);

    private static GeneratorDriver Run(GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)s_compilation.SyntaxTrees[0].Options, path);

    private static void Expect(
        GeneratorDriver driver,
        IncrementalStepRunReason[] contract,
        IncrementalStepRunReason[] host,
        IncrementalStepRunReason[] bound,
        IncrementalStepRunReason[] source,
        IncrementalStepRunReason[] output)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Equal(contract, Reasons(result.TrackedSteps[TrackingNames.Contract]));
        Assert.Equal(host, Reasons(result.TrackedSteps[TrackingNames.Host]));
        Assert.Equal(bound, Reasons(result.TrackedSteps[TrackingNames.Bound]));
        Assert.Equal(source, Reasons(result.TrackedSteps[TrackingNames.Source]));
        Assert.Equal(output, Reasons(result.TrackedOutputSteps.SelectMany(step => step.Value)));
    }

    private static void ExpectGraph(GeneratorDriver driver, IncrementalStepRunReason graph, IncrementalStepRunReason[] bound, IncrementalStepRunReason[] source)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Equal([graph], Reasons(result.TrackedSteps[TrackingNames.Graph]));
        Assert.Equal(bound, Reasons(result.TrackedSteps[TrackingNames.Bound]));
        Assert.Equal(source, Reasons(result.TrackedSteps[TrackingNames.Source]));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(IEnumerable<IncrementalGeneratorRunStep> steps) => steps.SelectMany(step => step.Outputs).Select(output => output.Reason);
}
