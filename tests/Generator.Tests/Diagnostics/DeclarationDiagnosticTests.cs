namespace TypedModels.Generator.Tests.Diagnostics;

public class DeclarationDiagnosticTests
{
    private const string Signatures =
        """
        signature serving_default
          input x float [?]
          output y float [?]
        """;

    private static readonly ContractText[] s_contracts = [Contracts.Of("models/add", Signatures)];

    [Fact]
    public void AClassThatIsNotPartial() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/add")]
        public class [|Adder|];
        """,
        s_contracts,
        "TYMD0001: 'Adder' must be partial so that its model's methods can be added to it: write 'partial' before 'class'");

    [Fact]
    public void AClassInsideOneThatIsNotPartial() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        public partial class Outermost
        {
            public class [|Outer|]
            {
                [TfModel("models/add")]
                public partial class Adder;
            }
        }
        """,
        s_contracts,
        "TYMD0001: 'Outer' must be partial so that its model's methods can be added to it: write 'partial' before 'class'");

    [Theory]
    [InlineData("static partial class [|Adder|];", "static: a wrapper is loaded into instances, remove 'static'")]
    [InlineData("abstract partial class [|Adder|];", "abstract: a wrapper is loaded into instances, remove 'abstract'")]
    [InlineData("partial class [|Adder|]<T>;", "generic: a model has one set of element types, remove the type parameters")]
    [InlineData("partial record [|Adder|];", "a record: a wrapper owns what it loaded and cannot be copied, make it a class")]
    [InlineData("file partial class [|Adder|];", "file-local: the generated part lies in another file, remove 'file'")]
    [InlineData("partial class [|Adder|](int size);", "declared with a primary constructor: a wrapper is made by Load, remove the parameters")]
    public void AClassThatCannotBeAWrapper(string declaration, string problem) => DiagnosticCheck.Expect(
        $"""
        using TypedModels;
        [TfModel("models/add")]
        {declaration}
        """,
        s_contracts,
        $"TYMD0002: 'Adder' is {problem}");

    [Theory]
    [InlineData("Json")]
    [InlineData("Load")]
    public void AClassNamedAsAMemberOfEveryWrapper(string name) => DiagnosticCheck.Expect(
        $"""
        using TypedModels;
        [TfModel("models/add")]
        public partial class [|{name}|];
        """,
        s_contracts,
        $"TYMD0002: '{name}' is named like a member of every wrapper: give it another name");

    [Fact]
    public void AClassInsideAFileLocalOne() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        file partial class Outer
        {
            [TfModel("models/add")]
            public partial class [|Adder|];
        }
        """,
        s_contracts,
        "TYMD0002: 'Adder' is file-local: the generated part lies in another file, remove 'file'");

    [Theory]
    [InlineData("\"\"", "", "names no model")]
    [InlineData("\"  \"", "  ", "names no model")]
    [InlineData("null!", "", "names no model")]
    [InlineData("\"/models/add\"", "/models/add", "begins at a root")]
    [InlineData("@\"C:\\models\\add\"", @"C:\models\add", "begins at a root")]
    public void APathThatIsNone(string literal, string path, string problem) => DiagnosticCheck.Expect(
        $"""
        using TypedModels;
        [TfModel([|{literal}|])]
        public partial class Adder;
        """,
        s_contracts,
        $"TYMD0003: The path '{path}' {problem}: write the model's folder relative to the project, such as \"models/face_detector\"");

    [Theory]
    [InlineData("models/ad", "did you mean 'models/add'?")]
    [InlineData("Models/Add", "did you mean 'models/add'?")]
    [InlineData("networks/older/2019/add", "did you mean 'models/add'?")]
    [InlineData("something/else", "it has 'models/add', 'models/x'")]
    public void AModelThatIsNotThere(string path, string hint) => DiagnosticCheck.Expect(
        $"""
        using TypedModels;
        [TfModel([|"{path}"|])]
        public partial class Adder;
        """,
        [.. s_contracts, Contracts.Of("models/x", Signatures)],
        $"TYMD0004: There is no model '{path}' in the project: {hint}");

    [Theory]
    [InlineData("models/resnet.json", "add <TfModel Include=\"models/resnet.json\" /> to the project file")]
    [InlineData("models/resnet.pb", "add <TfModel Include=\"models/resnet.pb\" /> to the project file")]
    [InlineData("models/resnet.keras", "did you mean 'models/resnet.h5'? If not, add <TfModel Include=\"models/resnet.keras\" /> to the project file")]
    [InlineData("models/resnet50.h5", "did you mean 'models/resnet.h5'? If not, add <TfModel Include=\"models/resnet50.h5\" /> to the project file")]
    [InlineData("models/resnet", "did you mean 'models/resnet.h5'?")]
    public void AFileThatNoProjectNamesIsNoMisspellingOfOneOfAnotherKind(string path, string hint) => DiagnosticCheck.Expect(
        $"""
        using TypedModels;
        [TfModel([|"{path}"|])]
        public partial class Adder;
        """,
        [Contracts.Of("models/resnet.h5", Signatures)],
        $"TYMD0004: There is no model '{path}' in the project: {hint}");

    [Fact]
    public void AModelWhereThereIsNone() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/add"|])]
        public partial class Adder;
        """,
        [],
        "TYMD0004: There is no model 'models/add' in the project: it has none; put the model's folder under models/ or add <TfModel Include=\"…\" /> to the project file");

    [Fact]
    public void TagsThatTheModelDoesNotHave() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/add", Tags = [|"train"|])]
        public partial class Adder;
        """,
        [Contracts.OfTagSets("models/add", ("gpu serve", Signatures), ("serve", Signatures))],
        "TYMD0005: The model 'models/add' has no part with the tags 'train': it has 'gpu,serve', 'serve'");

    [Fact]
    public void NoTagsWhereNoneIsServe() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/add"|])]
        public partial class Adder;
        """,
        [Contracts.OfTagSets("models/add", ("train", Signatures))],
        "TYMD0005: The model 'models/add' has no part with the tags 'serve': it has 'train'; say which with Tags = \"…\"");

    [Fact]
    public void NamesForKeysThatAreNotThere() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/add")]
        [TfName("detect", [|"Find"|])]
        [TfName("serving_default", "z", [|"sum"|])]
        public partial class Adder;
        """,
        s_contracts,
        "TYMD0006: The model has no signature 'detect': it has 'serving_default'; correct the key or remove the [TfName]",
        "TYMD0006: The model has no argument 'z' of signature 'serving_default': it has 'x', 'y'; correct the key or remove the [TfName]")
        .AssertRestCompiles();

    [Fact]
    public void NamesThatAreNone() => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel("models/add")]
        [TfName("serving_default", [|"predict raw"|])]
        [TfName("serving_default", "x", "left")]
        [TfName("serving_default", "x", [|"first"|])]
        [TfName("serving_default", "y", [|"_"|])]
        public partial class Adder;
        """,
        s_contracts,
        "TYMD0007: 'predict raw' cannot be the name of signature 'serving_default': a name begins with a letter and holds letters, digits and underscores",
        "TYMD0007: 'first' cannot be the name of argument 'x' of signature 'serving_default': another [TfName] calls it 'left'",
        "TYMD0007: '_' cannot be the name of argument 'y' of signature 'serving_default': a name begins with a letter and holds letters, digits and underscores")
        .AssertRestCompiles();

    [Fact]
    public void AnOldLanguage()
    {
        var source = MarkedSource.Parse(
            """
            using TypedModels;
            [TfModel([|"models/add"|])]
            public partial class Adder {}
            """);
        var run = GeneratorRun.Of(GeneratorRun.CreateCompilation(LanguageVersion.CSharp11, NullableContextOptions.Enable, source.Text), s_contracts);
        DiagnosticCheck.Expect(run, source,
            "TYMD0008: The wrapper of 'models/add' needs C# 12 or later, the project has C# 11.0: set <LangVersion> to 12 or later, or remove it");
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void AProjectWithoutTheRuntime()
    {
        var source = MarkedSource.Parse(
            """
            using TypedModels;
            [TfModel([|"models/add"|])]
            public partial class Adder;
            """);
        var compilation = GeneratorRun.CreateCompilation(source.Text)
            .WithReferences(GeneratorRun.References.Where(reference => !reference.Display!.EndsWith("TypedModels.Runtime.dll", StringComparison.Ordinal)));
        var run = GeneratorRun.Of(compilation, s_contracts);
        DiagnosticCheck.Expect(run, source,
            "TYMD0009: The wrapper of 'models/add' calls the assembly TypedModels.Runtime, which the project does not reference: reference the package TypedModels without ExcludeAssets");
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void AnIncompleteAttributeIsLeftToTheCompiler()
    {
        var run = GeneratorRun.Of(
            """
            using TypedModels;
            [TfModel]
            public partial class Adder;
            [TfModel("models/add", "more")]
            public partial class Other;
            """,
            s_contracts);
        Assert.Null(run.Result.Exception);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void PathsMayHaveBackslashesAndASlashBehind() => GeneratorRun.Of(
        """
        using TypedModels;
        /// <summary>Adds.</summary>
        [TfModel(@".\models\add\")]
        public partial class Adder;
        """,
        s_contracts).AssertCompiles();

    [Fact]
    public void TagsMayComeInAnyOrder() => GeneratorRun.Of(
        """
        using TypedModels;
        /// <summary>Adds.</summary>
        [TfModel("models/add", Tags = "serve, gpu")]
        public partial class Adder;
        """,
        Contracts.OfTagSets("models/add", ("gpu serve", Signatures), ("serve", Signatures))).AssertCompiles();

    [Fact]
    public void WarningsCanBeSilencedInTheSource()
    {
        var compilation = GeneratorRun.CreateCompilation(
            """
            using TypedModels;
            #pragma warning disable TYMD0006
            [TfModel("models/add")]
            [TfName("detect", "Find")]
            public partial class Adder;
            """);
        GeneratorRun.CreateDriver(s_contracts).RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.All(diagnostics, diagnostic => Assert.True(diagnostic.IsSuppressed));
    }
}
