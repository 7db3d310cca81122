extern alias generator;

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TypedModels.Formats.Extraction;
using TypedModels.Graphs;
using TypedModels.Keras.Files;

namespace TypedModels.Tests;

/// <summary>The code of the README, and of pages that are read next, compiles as it stands there, against the models of the repository.</summary>
public sealed partial class ReadmeTests
{
    // What an SDK project has without saying so.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/keras.md")]
    public void EveryBlockCompiles(string page)
    {
        var blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(blocks);

        Assert.Empty(blocks.SelectMany((block, i) => Errors(block, blocks.Where((_, other) => other != i))));
    }

    [Fact]
    public void ABlockThatDoesNotCompileIsFound()
    {
        const string Wrapper = "using TypedModels;\n[TfModel(\"models/add\")]\npublic partial class Adder;";

        Assert.Empty(Errors("using var adder = Adder.Load(); Console.WriteLine(adder.Predict(x: [1], y: [2]).Sum[0]);", [Wrapper]));
        Assert.NotEmpty(Errors("using var adder = Adder.Load(); Console.WriteLine(adder.Predict(x: [1]).Sum[0]);", [Wrapper]));
    }

    /// <summary>Compiles a block with the types that other blocks declare.</summary>
    private static IEnumerable<string> Errors(string block, IEnumerable<string> others)
    {
        var tree = Parse(block);
        var declared = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        var trees = others.Select(Parse).Select(other => OnlyTypes(other, declared)).Prepend(tree).Prepend(Parse(ImplicitUsings));
        bool isProgram = tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        var compilation = CSharpCompilation.Create(
            "Readme", trees, References(), new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new generator::TypedModels.Generator.ModelGenerator().AsSourceGenerator()], Contracts(), s_options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        return output.GetDiagnostics().Concat(reported).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic}\nin\n{block}");
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, s_options);

    private static SyntaxTree OnlyTypes(SyntaxTree tree, HashSet<string> declared)
    {
        var root = tree.GetCompilationUnitRoot();
        var types = root.Members.Where(member => member is BaseTypeDeclarationSyntax type && !declared.Contains(type.Identifier.Text));
        return Parse(root.WithMembers(SyntaxFactory.List(types)).ToFullString());
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("TypedModels.Generator", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<AdditionalText> Contracts()
    {
        foreach (string file in Repository.Files("models", "saved_model.pb").Where(file => !file.Contains("refused", StringComparison.Ordinal)))
        {
            string folder = Path.GetDirectoryName(file)!;
            var document = ContractExtractor.ExtractFolder(folder, Path.GetFileName(folder), Repository.Relative(folder)).Document;
            yield return new ContractText(Path.GetFileName(folder) + ".tfcontract", ContractWriter.Write(document));
        }

        foreach (string file in Repository.Files("models", "*.meta"))
        {
            string path = Repository.Relative(file);
            var result = ContractExtractor.ExtractFolder(file, Path.GetFileName(file), path);
            yield return new ContractText(Path.GetFileName(file) + ".tfcontract", ContractWriter.Write(result.Document));
            yield return new ContractText(Path.GetFileName(file) + ".tfgraph", GraphListWriter.Write(GraphLister.List(result.File, path, [Path.ChangeExtension(path, null)])));
        }

        foreach (var text in KerasContracts())
        {
            yield return text;
        }
    }

    // The page on models of Keras has them in models/, as a project of one's own has.
    private static IEnumerable<AdditionalText> KerasContracts()
    {
        const string Declared = "Scale=float[?, 3];Gate=float[?, 3]";

        string[] files = [.. Repository.Files("models/keras", "*.keras"), .. Repository.Files("models/keras", "wide_resnet.json")];
        var models = files.SelectMany(file => new[] { (File: file, Path: Repository.Relative(file)), (File: file, Path: "models/" + Path.GetFileName(file)) })
            .Append((File: Path.Combine(Repository.Folder, "tests", "Keras.Tests", "Weights", "Fixtures", "custom.keras"), Path: "models/own.keras"));
        foreach (var (file, path) in models)
        {
            var result = ContractExtractor.ExtractModel(file, path, model => ModelFileReader.Read(model, DeclaredLayers.Parse(Declared)));
            string name = path.Replace('/', '.');
            yield return new ContractText(name + ".tfcontract", ContractWriter.Write(result.Document));
            yield return new ContractText(name + ".tfgraph", GraphListWriter.Write(GraphLister.List(result.File, path, [Path.GetFileNameWithoutExtension(path) + ".weights.h5"])));
        }
    }

    [GeneratedRegex("```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    private sealed class ContractText(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
    }
}
