using System.Collections.Immutable;

namespace TypedModels.Generator.Tests.Harness;

/// <summary>A project in memory, through the generator and the compiler, warnings as errors.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("TypedModels.Generator", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path))];

    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        Driver = driver;
        Output = output;
        Result = driver.GetRunResult().Results.Single();
    }

    /// <summary>What a project references: .NET, the runtime of TypedModels, but not the generator.</summary>
    public static ImmutableArray<MetadataReference> References => s_references;

    /// <summary>The driver after the run.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The project with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator gave.</summary>
    public GeneratorRunResult Result { get; }

    /// <summary>The one generated file.</summary>
    public string Source => Assert.Single(Result.GeneratedSources).SourceText.ToString();

    /// <summary>Runs the generator over one source file.</summary>
    public static GeneratorRun Of(string source, params ContractText[] contracts) => Of(CreateCompilation(source), contracts);

    /// <summary>Runs the generator over a project.</summary>
    public static GeneratorRun Of(CSharpCompilation compilation, params ContractText[] contracts)
    {
        var driver = CreateDriver(contracts, (CSharpParseOptions?)compilation.SyntaxTrees.FirstOrDefault()?.Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return new GeneratorRun(driver, output);
    }

    /// <summary>A driver that follows the steps.</summary>
    public static GeneratorDriver CreateDriver(IEnumerable<AdditionalText> contracts, CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator()],
        contracts,
        options ?? ParseOptions(LanguageVersion.CSharp13),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A project with these files, called <c>File0.cs</c> and so on.</summary>
    public static CSharpCompilation CreateCompilation(params string[] sources) => CreateCompilation(LanguageVersion.CSharp13, NullableContextOptions.Enable, sources);

    /// <summary>A project with these files.</summary>
    public static CSharpCompilation CreateCompilation(LanguageVersion version, NullableContextOptions nullable, params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions(version), $"/project/File{i}.cs")),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999));

    /// <summary>Fails unless the project compiles without a warning, documentation comments included.</summary>
    /// <param name="except">The diagnostic that the generator may report.</param>
    public GeneratorRun AssertCompiles(string? except = null)
    {
        Assert.Empty(Result.Diagnostics.Where(diagnostic => diagnostic.Id != except).Select(diagnostic => diagnostic.ToString()));
        Assert.Null(Result.Exception);
        using var documentation = new MemoryStream();
        var result = Output.Emit(Stream.Null, xmlDocumentationStream: documentation);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(Describe));
        return this;
    }

    /// <summary>Compiles and loads the project.</summary>
    public System.Reflection.Assembly Load()
    {
        AssertCompiles();
        using var stream = new MemoryStream();
        Assert.True(Output.Emit(stream).Success);
        return System.Reflection.Assembly.Load(stream.ToArray());
    }

    private static CSharpParseOptions ParseOptions(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        string text = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString() ?? "";
        return $"{diagnostic}\n    {text.Trim()}";
    }
}
