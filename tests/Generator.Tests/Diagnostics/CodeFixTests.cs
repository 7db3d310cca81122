using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedModels.Generator.Analyzers;
using TypedModels.Generator.CodeFixes;

namespace TypedModels.Generator.Tests.Diagnostics;

public class CodeFixTests
{
    private const string Signatures = "signature predict\n  input x float [?]\n  output y float [?]\nsignature serving_default\n  input x float [?]\n  output y float [?]";

    [Fact]
    public async Task AClassIsMadePartial() => await FixAsync(
        new MakePartialCodeFix(),
        """
        using TypedModels;

        /// <summary>Adds.</summary>
        [TfModel("models/m")]
        public sealed class Adder
        {
        }
        """,
        Signatures,
        "Make 'Adder' partial",
        """
        using TypedModels;

        /// <summary>Adds.</summary>
        [TfModel("models/m")]
        public sealed partial class Adder
        {
        }
        """);

    [Fact]
    public async Task AContainerIsMadePartial() => await FixAsync(
        new MakePartialCodeFix(),
        """
        using TypedModels;

        static class Outer
        {
            [TfModel("models/m")]
            public partial class Adder;
        }
        """,
        Signatures,
        "Make 'Outer' partial",
        """
        using TypedModels;

        static partial class Outer
        {
            [TfModel("models/m")]
            public partial class Adder;
        }
        """);

    [Fact]
    public async Task AWrongPathIsCorrected() => await FixAsync(
        new NearestPathCodeFix(),
        """
        using TypedModels;

        [TfModel(/* here */ "models/n")]
        public partial class Adder;
        """,
        Signatures,
        "Change the path to 'models/m'",
        """
        using TypedModels;

        [TfModel(/* here */ "models/m")]
        public partial class Adder;
        """);

    [Fact]
    public async Task AClashIsResolvedByAName() => await FixAsync(
        new AddNameCodeFix(),
        """
        using TypedModels;

        namespace Sample
        {
            /// <summary>Adds.</summary>
            [TfModel("models/m")] // the model
            public partial class Adder;
        }
        """,
        Signatures,
        "Add [TfName(\"serving_default\", \"Predict2\")]",
        """
        using TypedModels;

        namespace Sample
        {
            /// <summary>Adds.</summary>
            [TfModel("models/m")] // the model
            [TfName("serving_default", "Predict2")]
            public partial class Adder;
        }
        """);

    [Fact]
    public async Task ATakenNameIsReplacedAlsoWithoutUsing() => await FixAsync(
        new AddNameCodeFix(),
        """
        [TypedModels.TfModel("models/m", Tags = "serve")]
        public partial class Adder;
        """,
        "signature s\n  input cancellationToken float [?]\n  output y float [?]",
        "Add [TfName(\"s\", \"cancellationToken\", \"cancellationTokenValue\")]",
        """
        [TypedModels.TfModel("models/m", Tags = "serve")]
        [TypedModels.TfName("s", "cancellationToken", "cancellationTokenValue")]
        public partial class Adder;
        """);

    [Fact]
    public async Task AKeyWithoutLettersGetsAName() => await FixAsync(
        new AddNameCodeFix(),
        """
        using TypedModels;

        [TfModel("models/m")]
        public partial class Adder;
        """,
        "signature s\n  input x float [?]\n  output \"\\\"\" float [?]",
        "Add [TfName(\"s\", \"\\\"\", \"value\")]",
        """
        using TypedModels;

        [TfModel("models/m")]
        [TfName("s", "\"", "value")]
        public partial class Adder;
        """);

    [Fact]
    public async Task ArgumentsAreNamed()
    {
        string before = PositionalArgumentsTests.SourceOf("model.Score(a, /* second */ b, 1f);");
        await FixAsync(
            new NameArgumentsCodeFix(),
            before,
            PositionalArgumentsTests.Signatures,
            "Name the arguments",
            before.Replace("(a, /* second */ b, 1f)", "(candidates: a, /* second */ queries: b, 1f)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Inputs = [\"image=imput:0\"]", "Change the tensor to 'input:0'", "Inputs = [\"image=input:0\"]")]
    [InlineData("Inputs = new[] { \"imput\" }", "Change the tensor to 'input:0'", "Inputs = new[] { \"input:0\" }")]
    public async Task ATensorIsCorrected(string before, string title, string after) => await FixSignatureAsync(new NearestTensorCodeFix(), $"{before}, Outputs = [\"input\"]", title, $"{after}, Outputs = [\"input\"]");

    [Theory]
    [InlineData("Inputs = [\"input\"], Outputs = [\"scores\"]", "Add 'rate:0' to the inputs", "Inputs = [\"input\", \"rate:0\"], Outputs = [\"scores\"]")]
    [InlineData("Inputs = new[] { \"input\" }, Outputs = [\"scores\"]", "Add 'rate:0' to the inputs", "Inputs = new[] { \"input\", \"rate:0\" }, Outputs = [\"scores\"]")]
    [InlineData("Outputs = [\"scores\"]", "Add 'input:0', 'rate:0' to the inputs", "Inputs = [\"input:0\", \"rate:0\"], Outputs = [\"scores\"]")]
    public async Task MissingInputsAreAdded(string before, string title, string after) => await FixSignatureAsync(new AddInputsCodeFix(), before, title, after);

    private static Task FixSignatureAsync(CodeFixProvider provider, string before, string title, string after)
    {
        static string Source(string tensors) => $"using TypedModels;\n\n[TfModel(\"models/m\")]\n[TfSignature(\"s\", {tensors})]\npublic partial class Adder;";
        const string Nodes = "node input Placeholder float [?]\nnode rate Placeholder float []\nnode scores Mul float [?] < input rate";

        return FixAsync(provider, Source(before), Signatures, title, Source(after), GraphLists.Of("models/m", Nodes, "serve"));
    }

    private static async Task FixAsync(CodeFixProvider provider, string before, string signatures, string title, string after, params ContractText[] more)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp)
            .WithMetadataReferences(GeneratorRun.References)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp13))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));
        var document = project.AddDocument("Adder.cs", before.ReplaceLineEndings("\n"), filePath: "/project/Adder.cs");

        var compilation = (CSharpCompilation)(await document.Project.GetCompilationAsync(cancellationToken))!;
        var run = GeneratorRun.Of(compilation, [Contracts.Of("models/m", signatures), .. more]);
        foreach (var generated in run.Result.GeneratedSources)
        {
            document = document.Project.AddDocument(generated.HintName, generated.SourceText).Project.GetDocument(document.Id)!;
        }

        var diagnostic = await DiagnosticAsync(run, provider);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
        var fix = Assert.Single(actions);
        Assert.Equal(title, fix.Title);

        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await fix.GetOperationsAsync(cancellationToken)));
        var fixedDocument = operation.ChangedSolution.GetDocument(document.Id)!;
        Assert.Equal(after.ReplaceLineEndings("\n"), (await fixedDocument.GetTextAsync(cancellationToken)).ToString().ReplaceLineEndings("\n"));
    }

    private static async Task<Diagnostic> DiagnosticAsync(GeneratorRun run, CodeFixProvider provider)
    {
        var suggestions = await run.Output.WithAnalyzers([new PositionalArgumentsAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return run.Result.Diagnostics.Concat(suggestions).First(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id));
    }
}
