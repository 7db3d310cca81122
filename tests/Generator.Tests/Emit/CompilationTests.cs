namespace TypedModels.Generator.Tests.Emit;

/// <summary>Generated code compiles without a warning, whatever the model and the project are like.</summary>
public class CompilationTests
{
    private const string Signatures =
        """
        signature serving_default
          input x float [?, 3]
          output y float [?]
        """;

    private const string Source =
        """
        using TypedModels;
        namespace Sample;
        /// <summary>A model.</summary>
        [TfModel("models/m")]
        public partial class Model;
        """;

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Warnings)]
    [InlineData(NullableContextOptions.Annotations)]
    public void WhateverTheProjectSaysOfNullability(NullableContextOptions nullable) =>
        GeneratorRun.Of(GeneratorRun.CreateCompilation(LanguageVersion.CSharp13, nullable, Source), Contracts.Of("models/m", Signatures)).AssertCompiles();

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void FromTheOldestLanguageToTheNewest(LanguageVersion version) => GeneratorRun.Of(
        GeneratorRun.CreateCompilation(version, NullableContextOptions.Enable, Source), Contracts.Of("models/m", AllTypes("input", "output"))).AssertCompiles();

    [Fact]
    public void EveryElementTypeInEveryForm() => GeneratorRun.Of(Source, Contracts.Of("models/m", AllTypes("input", "output"))).AssertCompiles();

    [Fact]
    public void EveryElementTypeWithADefault() => GeneratorRun.Of(Source, Contracts.Of("models/m",
        "signature s\n" + string.Concat(ElementTypes.Select(type =>
            $"  input {type} {type} [] = {Literal(type)}\n  input {type}_tensor {type} [2] = [2] {Literal(type)} {Literal(type)}\n  input {type}_long {type} [99] = [99] sha256:00\n")) + "  output y float []\n"))
        .AssertCompiles();

    [Fact]
    public void DefaultsAtTheEdgeOfTheirTypes()
    {
        var run = GeneratorRun.Of(Source, Contracts.Of("models/m",
            """
            signature s
              input a int32 [] = -2147483648
              input b int64 [] = -9223372036854775808
              input c uint64 [] = 18446744073709551615
              input d float [] = NaN
              input e double [] = -Infinity
              input f int8 [] = -128
              input g float [] = -0
              input h bool [] = true
              output y float []
            """)).AssertCompiles();
        Assert.Contains(
            "(int a = -2147483648, long b = -9223372036854775808L, ulong c = 18446744073709551615UL, float d = float.NaN, double e = double.NegativeInfinity, sbyte f = -128, float g = -0f, bool h = true, ",
            run.Source,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RequiredInputsComeFirst()
    {
        var run = GeneratorRun.Of(Source, Contracts.Of("models/m", "signature s\n  input a int32 [] = 1\n  input b int32 []\n  output y float []")).AssertCompiles();
        Assert.Contains("SResult S(int b, int a = 1, ", run.Source, StringComparison.Ordinal);
        Assert.Contains("call.Input(1, b);\n        call.Input(0, a);", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyArguments() => GeneratorRun.Of(Source, Contracts.Of("models/m",
        "signature s\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"  input x{i} float [?, 3]\n  output y{i} float [?]\n")))).AssertCompiles();

    [Fact]
    public void ManySignatures() => GeneratorRun.Of(Source, Contracts.Of("models/m",
        string.Concat(Enumerable.Range(0, 90).Select(i => $"signature s{i}\n  input x float [?, 3]\n  output y float [?]\n")))).AssertCompiles();

    [Fact]
    public void KeysThatAreWordsOfTheLanguageOrOfTheGeneratedCode() => GeneratorRun.Of(Source, Contracts.Of("models/m",
        "signature call\n"
        + string.Concat(new[] { "call", "results", "result", "session", "options", "values", "class", "await", "field", "value", "var", "global", "system", "nameof", "scoped", "this", "answer", "record", "required" }
            .Select(key => $"  input {key} float [?]\n  output {key} float [?]\n"))
        + "signature system\n  input System float [?]\n  output System float [?]\nsignature task\n  input x float [?]\n  output y float [?]\n")).AssertCompiles();

    [Fact]
    public void KeysMeantToBreakOut()
    {
        var run = GeneratorRun.Of(Source, Contracts.Of("models/m",
            """
            signature "a</c><x>&\u000a*/ \"\"\" // {0} \u2028"
              input "x\"\\\u000d\u000a</param>" float [?]
              input "y --> <!--" string [] = "\"\"\"\"\"\u000a\u0000 }}"
              output "z<T>" float [?]
              method "\"\"\""
              changes "Assign<T>"
            """)).AssertCompiles();
        Assert.Contains("&lt;/c&gt;&lt;x&gt;&amp;\\u000a*/ \"\"\" // {0} \\u2028", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void RandomKeys()
    {
        var random = new Random(3);
        for (int round = 0; round < 10; round++)
        {
            var keys = Enumerable.Range(0, 30).Select(_ => ContractLiteral.Quote(string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)random.Next(0x10000))))).ToList();
            string signatures = string.Concat(keys.Chunk(3).Select(chunk => $"signature {chunk[0]}\n  input {chunk[1]} float [?]\n  output {chunk[2]} float [?]\n"));
            var run = GeneratorRun.Of(Source, Contracts.Of("models/m", signatures));
            Assert.Null(run.Result.Exception);
            Assert.DoesNotContain(run.Result.Diagnostics, diagnostic => diagnostic.Id == "TYMD9000");
            run.AssertRestCompiles();
        }
    }

    [Fact]
    public void TheTextOfTheContractIsKept()
    {
        const string Text = "\"\"\"\"\"\\u000a }}";
        var assembly = GeneratorRun.Of(Source, Contracts.Of("models/m", $"signature s\n  input x string [] = \"{Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n  output y float []")).Load();
        var contract = assembly.GetType("Sample.Model")!.GetProperty("Contract")!.GetValue(null)!;
        Assert.Contains("""= "\"\"\"\"\"\u000a }}" """.Trim(), contract.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheUsersOwnTypesCannotStandInTheWay() => GeneratorRun.Of(
        """
        using TypedModels;
        namespace Sample
        {
            internal class System;
            internal class Task;
            internal class Tensor;
            internal class TypedModels;
            /// <summary>A model.</summary>
            [TfModel("models/m")]
            public partial class Model
            {
                internal int Span = 1;
                internal int Contract2() => Span;
            }
        }
        """,
        Contracts.Of("models/m", Signatures)).AssertCompiles();

    [Fact]
    public void TwoHostsOfOneModelAndOneNameInTwoNamespaces()
    {
        var run = GeneratorRun.Of(
            """
            using TypedModels;
            namespace A
            {
                /// <summary>A model.</summary>
                [TfModel("models/m")]
                public partial class Model;
                /// <summary>A model.</summary>
                [TfModel("models/m")]
                public partial class Other;
            }
            namespace B
            {
                /// <summary>A model.</summary>
                [TfModel("models/m")]
                public partial class Model
                {
                    [TfModel("models/m")]
                    private partial class Inner;
                }
            }
            """,
            Contracts.Of("models/m", Signatures)).AssertCompiles();
        Assert.Equal(["A.Model.g.cs", "A.Other.g.cs", "B.Model.g.cs", "B.Model+Inner.g.cs"], run.Result.GeneratedSources.Select(source => source.HintName));
    }

    [Fact]
    public void TwoClassesWhoseNamesDifferInCaseAlone() => GeneratorRun.Of(
        """
        using TypedModels;
        /// <summary>A model.</summary>
        [TfModel("models/m")]
        public partial class Model;
        /// <summary>A model.</summary>
        [TfModel("models/m")]
        public partial class MODEL;
        """,
        Contracts.Of("models/m", Signatures)).AssertCompiles();

    [Fact]
    public void AClassInTwoPartsWithItsNamesOnTheOther()
    {
        var run = GeneratorRun.Of(
            GeneratorRun.CreateCompilation(
                """
                using TypedModels;
                /// <summary>A model.</summary>
                [TfModel("models/m")]
                public partial class @class;
                """,
                """
                using TypedModels;
                [TfName("serving_default", "Score")]
                partial class @class
                {
                    partial void OnLoaded(ModelInfo info) { }
                }
                """),
            Contracts.Of("models/m", Signatures)).AssertCompiles();
        Assert.Contains("ScoreResult Score(", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void MethodsMayBeOverloadedAndTheInterfaceExtended() => GeneratorRun.Of(
        """
        using TypedModels;
        /// <summary>A model.</summary>
        [TfModel("models/m")]
        public partial class Model
        {
            /// <summary>Predicts from a file.</summary>
            public PredictResult Predict(string file) => Predict([file.Length, 2f, 3f]);
        }
        public partial interface IModel
        {
            /// <summary>Predicts from a file.</summary>
            Model.PredictResult Predict(string file);
        }
        """,
        Contracts.Of("models/m", Signatures)).AssertCompiles();

    [Fact]
    public void HooksAreObservedOnlyWhenWritten()
    {
        Assert.DoesNotContain(".Observe(", GeneratorRun.Of(Source, Contracts.Of("models/m", Signatures)).Source, StringComparison.Ordinal);
        string hooked = Source.Replace("Model;", "Model { partial void OnCalled(in CallInfo call) { } }", StringComparison.Ordinal);
        Assert.Contains("session.Observe((in global::TypedModels.CallInfo call) => OnCalled(in call));", GeneratorRun.Of(hooked, Contracts.Of("models/m", Signatures)).AssertCompiles().Source, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAliasIsEmittedWhenItIsNamed()
    {
        var run = GeneratorRun.Of(
            Source.Replace("public", "[TfName(\"serving_default\", \"Score\")]\npublic", StringComparison.Ordinal),
            Contracts.Of("models/m", "signature a\n  input x float [?]\n  output y float [?]\nsignature serving_default\n  input x float [?]\n  output y float [?]\n  alias a")).AssertCompiles();
        Assert.Contains("ScoreResult Score(", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void IntoNeedsNumericDenseResults()
    {
        Assert.DoesNotContain("Into(", GeneratorRun.Of(Source, Contracts.Of("models/m", "signature s\n  output y float [?]\n  output z string []")).Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Into(", GeneratorRun.Of(Source, Contracts.Of("models/m", "signature s\n  output y float [?, 3] sparse")).Source, StringComparison.Ordinal);
        Assert.Contains("SInto(global::System.Span<bool> yBuffer, ", GeneratorRun.Of(Source, Contracts.Of("models/m", "signature s\n  output y bool [...]")).AssertCompiles().Source, StringComparison.Ordinal);
    }

    private static readonly string[] ElementTypes =
    [
        "float", "double", "half", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "string", "complex64", "complex128",
        "qint8", "quint8", "qint16", "quint16", "qint32",
    ];

    private static string AllTypes(params string[] roles)
    {
        var lines = roles.SelectMany(role => ElementTypes.SelectMany(type => new[]
        {
            $"  {role} {type}_scalar {type} []", $"  {role} {type}_tensor {type} [?, 3]", $"  {role} {type}_any {type} [...]",
            $"  {role} {type}_sparse {type} [?, 3] sparse", $"  {role} {type}_ragged {type} [?, ?] ragged 1 int32",
        }));
        var numeric = ElementTypes.Where(type => type != "string").SelectMany(type => new[] { $"  output {type}_scalar {type} []", $"  output {type}_tensor {type} [?, 3]", $"  output {type}_any {type} [...]" });
        return $"signature all\n{string.Join("\n", lines)}\nsignature numeric\n{string.Join("\n", numeric)}\n";
    }

    private static string Literal(string type) => type switch { "bool" => "true", "string" => "\"text\"", "complex64" or "complex128" => "(1,2)", _ => "1" };
}
