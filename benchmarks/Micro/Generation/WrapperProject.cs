extern alias generator;

using generator::TypedModels.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TypedModels.Micro.Generation;

/// <summary>A project with many wrappers, each in a file of its own, each of a model of its own; and a file that has nothing to do with them.</summary>
internal sealed class WrapperProject
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private readonly CSharpCompilation _compilation;
    private readonly AdditionalText[] _contracts;
    private readonly GeneratorDriver _warm;

    /// <summary>A project with <paramref name="wrappers"/> wrappers.</summary>
    public WrapperProject(int wrappers)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsReferenced).Select(path => MetadataReference.CreateFromFile(path));
        var hosts = Enumerable.Range(0, wrappers).Select(HostFile);
        _compilation = CSharpCompilation.Create("Consumer", [Unrelated(0), .. hosts], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _contracts = [.. Enumerable.Range(0, wrappers).Select(number => new Contract(number, 128))];
        _warm = Driver().RunGenerators(_compilation);
        int generated = _warm.GetRunResult().GeneratedTrees.Length;
        if (generated != wrappers)
        {
            throw new InvalidOperationException($"{generated} of {wrappers} wrappers were generated.");
        }
    }

    /// <summary>A run with nothing kept from earlier ones.</summary>
    public GeneratorDriver FirstRun() => Driver().RunGenerators(_compilation.Clone());

    /// <summary>A run after a key was pressed in a file without wrappers.</summary>
    public GeneratorDriver UnrelatedEdit(int round) => _warm.RunGenerators(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], Unrelated(round)));

    /// <summary>A run after a comment was written above a class with a model, which moves it.</summary>
    public GeneratorDriver CommentAboveAHost(int round)
    {
        var tree = _compilation.SyntaxTrees[1];
        return _warm.RunGenerators(_compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText($"// {round}\n{tree}", s_options, tree.FilePath)));
    }

    /// <summary>A run after a model got another signature.</summary>
    public GeneratorDriver ContractChanged(int round) => _warm.ReplaceAdditionalText(_contracts[0], new Contract(0, round + 1)).RunGenerators(_compilation);

    // What a project with models reads: the framework and what generated code calls, nothing that measures.
    private static bool IsReferenced(string path) =>
        Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)
        || Path.GetFileName(path) is "TypedModels.Runtime.dll" or "TypedModels.Abstractions.dll" or "TypedModels.Contracts.dll" or "System.Numerics.Tensors.dll";

    private CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], _contracts, s_options);

    private static SyntaxTree Unrelated(int round) =>
        CSharpSyntaxTree.ParseText($"namespace Sample; public class Unrelated {{ public int Value() => {round}; }}", s_options, "/project/Unrelated.cs");

    private static SyntaxTree HostFile(int number) => CSharpSyntaxTree.ParseText(
        $"using TypedModels;\nnamespace Sample;\n[TfModel(\"models/model_{number}\")]\npublic partial class Model{number} {{ public string Title => \"{number}\"; }}\n",
        s_options,
        $"/project/Model{number}.cs");

    /// <summary>The contract of a detector with two signatures.</summary>
    private sealed class Contract(int number, int size) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(ContractWriter.Write(Document(number, size)));

        public override string Path { get; } = $"/project/obj/model_{number}.tfcontract";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;

        private static ContractDocument Document(int number, int size)
        {
            string path = $"models/model_{number}";
            var image = new ArgumentContract { Key = "image", DataType = DataType.UInt8, Shape = new TensorShape(-1, -1, 3) };
            var boxes = new ArgumentContract { Key = "boxes", DataType = DataType.Float, Shape = new TensorShape(-1, 4) };
            var scores = new ArgumentContract { Key = "scores", DataType = DataType.Float, Shape = new TensorShape(-1, size) };
            var limit = new ArgumentContract { Key = "max_faces", DataType = DataType.Int32, Shape = TensorShape.Scalar };
            var threshold = new ArgumentContract
            {
                Key = "threshold", DataType = DataType.Float, Shape = TensorShape.Scalar, Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["0.5"] },
            };
            ValueList<SignatureContract> signatures =
            [
                new SignatureContract { Key = "detect", Inputs = [image, limit, threshold], Outputs = [boxes, scores] },
                new SignatureContract { Key = "serving_default", Inputs = [image], Outputs = [scores] },
            ];
            var contract = new ModelContract { Model = $"model_{number}", Path = path, Tags = ["serve"], Signatures = signatures, Operations = ["Conv2D", "MatMul"] };
            return new ContractDocument { Model = contract.Model, Path = path, TagSets = [contract] };
        }
    }
}
