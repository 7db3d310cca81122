namespace TypedModels.Generator.Tests.Diagnostics;

public class SignatureDiagnosticTests
{
    private const string Source =
        """
        using TypedModels;
        [TfModel([|"models/m"|])]
        public partial class Model;
        """;

    [Fact]
    public void AModelWithoutSignatures() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "")],
        "TYMD0201: The model 'models/m' has no signature, so there is no method to generate: export it with signatures, or declare some with [TfSignature]");

    [Theory]
    [InlineData("resource", "a handle that has no meaning outside of the graph")]
    [InlineData("variant", "a value of a type that only the graph knows")]
    [InlineData("int4", "which has elements of less than a byte")]
    [InlineData("float8_e5m2", "for which .NET has no type")]
    [InlineData("dtype77", "which this version of TypedModels does not know")]
    public void AnArgumentOfATypeThatCannotLeaveTheGraph(string type, string why)
    {
        var run = DiagnosticCheck.Expect(
            Source,
            [Contracts.Of("models/m", $"signature a\n  input x float [?]\n  output y {type} []\nsignature b\n  input x float [?]\n  output y float [?]")],
            $"TYMD0202: The signature 'a' gets no method: its output 'y' is {type}, {why}").AssertRestCompiles();
        Assert.DoesNotContain("AResult", run.Source, StringComparison.Ordinal);
        Assert.Contains("BResult B(", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void AnArgumentThatIsACompositeOfAnotherKind() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature a\n  input x float [?] composite IndexedSlices\n  output y float [?]\nsignature b\n  input x float [?]\n  output y float [?]")],
        "TYMD0202: The signature 'a' gets no method: its input 'x' is a composite value of kind IndexedSlices, of which TypedModels takes apart sparse and ragged ones only").AssertRestCompiles();

    [Fact]
    public void ASignatureWithoutOutputs()
    {
        var run = DiagnosticCheck.Expect(
            Source,
            [Contracts.Of("models/m", "signature count\n  output value int64 []\nsignature reset\n  changes AssignVariableOp")],
            "TYMD0207: The signature 'reset' gets no method: it has no outputs, and only what leads to an output is ever run; export it with one, such as the value it sets").AssertRestCompiles();
        Assert.DoesNotContain("Reset", run.Source, StringComparison.Ordinal);
        Assert.Contains("CountResult Count(", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlySignaturesThatCannotBeCalled() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature a\n  input x variant []\n  output y float []")],
        "TYMD0202: The signature 'a' gets no method: its input 'x' is variant, a value of a type that only the graph knows",
        "TYMD0201: The model 'models/m' has only signatures without outputs or whose arguments cannot leave the graph, so there is no method to generate: export it with signatures, or declare some with [TfSignature]");

    [Theory]
    [InlineData("predict", "serving_default", "Predict", "Predict2", "serving_default")]
    [InlineData("a_b", "ab", "ab", "Ab2", "ab")]
    [InlineData("detect", "detect_async", "DetectAsync", "DetectAsync2", "detect_async")]
    [InlineData("detect", "detect_result", "DetectResult", "DetectResult2", "detect_result")]
    public void TwoSignaturesWithOneName(string first, string second, string name, string free, string renamed)
    {
        string taken = first == "a_b" ? "Ab" : name;
        var run = DiagnosticCheck.Expect(
            Source,
            [Contracts.Of("models/m", string.Concat(new[] { first, second, "zzz" }.Select(key => $"signature {key}\n  input x float [?]\n  output y float [?]\n")))],
            $"TYMD0203: The signature '{first}' and the signature '{second}' both become '{taken}': give one another name, such as [TfName(\"{renamed}\", \"{free}\")]").AssertRestCompiles();
        Assert.Contains("public delegate ZzzResult ZzzHandler", run.Source, StringComparison.Ordinal);
        Assert.DoesNotContain($"signature <c>{first}</c>", run.Source, StringComparison.Ordinal);
        Assert.DoesNotContain($"signature <c>{second}</c>", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void ThreeSignaturesWithOneNameGetThreeNames() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", string.Concat(new[] { "a-b", "a.b", "a_b" }.Select(key => $"signature {key}\n  input x float [?]\n  output y float [?]\n")))],
        "TYMD0203: The signature 'a-b' and the signature 'a.b' both become 'AB': give one another name, such as [TfName(\"a.b\", \"AB2\")]",
        "TYMD0203: The signature 'a-b' and the signature 'a_b' both become 'AB': give one another name, such as [TfName(\"a_b\", \"AB3\")]");

    [Fact]
    public void ArgumentsWithOneName() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature s\n  input a-b float [?]\n  input a_b float [?]\n  output y float [?]")],
        "TYMD0203: The input 'a-b' of 's' and the input 'a_b' of 's' both become 'aB': give one another name, such as [TfName(\"s\", \"a_b\", \"aB2\")]").AssertRestCompiles();

    [Fact]
    public void OutputsWithOneName() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature s\n  input x float [?]\n  output Y float [?]\n  output y float [?]")],
        "TYMD0203: The output 'Y' of 's' and the output 'y' of 's' both become 'Y': give one another name, such as [TfName(\"s\", \"y\", \"y2\")]").AssertRestCompiles();

    [Fact]
    public void ABufferAndAnInputWithOneName() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature s\n  input boxes_buffer float [?]\n  output boxes float [?]")],
        "TYMD0203: The input 'boxes_buffer' of 's' and the output 'boxes' of 's' both become 'boxesBuffer': give one another name, such as [TfName(\"s\", \"boxes\", \"boxesBuffer2\")]").AssertRestCompiles();

    [Theory]
    [InlineData("load", "Load", "is a member of every wrapper", "RunLoad")]
    [InlineData("json", "Json", "is a member of every wrapper", "RunJson")]
    [InlineData("json_results", "JsonResults", "is a member of every wrapper", "RunJsonResults")]
    [InlineData("dispose", "Dispose", "is a member of every wrapper", "RunDispose")]
    [InlineData("on_called", "OnCalled", "is a member of every wrapper", "RunOnCalled")]
    [InlineData("to_string", "ToString", "is a member of every object", "RunToString")]
    [InlineData("get_type", "GetType", "is a member of every object", "RunGetType")]
    [InlineData("model", "Model", "is the name of the class", "RunModel")]
    [InlineData("threshold", "Threshold", "is a member of the class already", "RunThreshold")]
    [InlineData("helper", "HelperResult", "is a member of the class already", "RunHelper")]
    public void ASignatureWithATakenName(string key, string name, string owner, string free) => DiagnosticCheck.Expect(
        """
        using TypedModels;
        [TfModel([|"models/m"|])]
        partial class Model
        {
            internal int Threshold { get; set; }
            internal void HelperResult() { }
        }
        """,
        [Contracts.Of("models/m", $"signature {key}\n  input x float [?]\n  output y float [?]")],
        $"TYMD0204: The signature '{key}' becomes '{name}', which {owner}: give it another name, such as [TfName(\"{key}\", \"{free}\")]").AssertRestCompiles();

    [Theory]
    [InlineData("input cancellation_token float [?]\n  output y float [?]", "The input 'cancellation_token' of 's'", "cancellationToken", "is the token that every method takes", "cancellation_token")]
    [InlineData("input x float [?]\n  output equals float [?]", "The output 'equals' of 's'", "Equals", "is a member of every object", "equals")]
    [InlineData("input x float [?]\n  output s_result float [?]", "The output 's_result' of 's'", "SResult", "is the name of the results' type", "s_result")]
    [InlineData("input x float [?]\n  output write_to float [?]", "The output 'write_to' of 's'", "WriteTo", "is a member of every result", "write_to")]
    public void AnArgumentWithATakenName(string arguments, string what, string name, string owner, string key) => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", $"signature s\n  {arguments}")],
        $"TYMD0204: {what} becomes '{name}', which {owner}: give it another name, such as [TfName(\"s\", \"{key}\", \"{char.ToLowerInvariant(name[0]) + name[1..]}Value\")]").AssertRestCompiles();

    [Fact]
    public void KeysWithoutLettersOrDigits() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Of("models/m", "signature \"😀\"\n  input x float [?]\n  output y float [?]\nsignature s\n  input \"\" float [?]\n  output _ float [?]")],
        "TYMD0205: The signature '😀' has neither letter nor digit to make a name of: give it one, such as [TfName(\"😀\", \"Signature\")]",
        "TYMD0205: The input '' of 's' has neither letter nor digit to make a name of: give it one, such as [TfName(\"s\", \"\", \"value\")]",
        "TYMD0205: The output '_' of 's' has neither letter nor digit to make a name of: give it one, such as [TfName(\"s\", \"_\", \"value\")]").AssertRestCompiles();

    [Fact]
    public void GivenNamesEndAClash()
    {
        var run = GeneratorRun.Of(
            """
            using TypedModels;
            /// <summary>A model.</summary>
            [TfModel("models/m")]
            [TfName("serving_default", "PredictRaw")]
            [TfName("predict", "max_faces", "limit")]
            public partial class Model;
            """,
            Contracts.Of("models/m", "signature predict\n  input max_faces float [?]\n  output max_faces float [?]\nsignature serving_default\n  input x float [?]\n  output y float [?]"))
            .AssertCompiles();
        Assert.Contains("public PredictRawResult PredictRaw(", run.Source, StringComparison.Ordinal);
        Assert.Contains("TensorInput<float> limit,", run.Source, StringComparison.Ordinal);
        Assert.Contains("Tensor<float> Limit { get; init; }", run.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add CollectiveReduce Identity", "the operation 'CollectiveReduce'", "it")]
    [InlineData("MyCompanyAdd MyCompanySum", "the operations 'MyCompanyAdd', 'MyCompanySum'", "them")]
    public void OperationsThatTheManagedEngineLacks(string operations, string listed, string them) => DiagnosticCheck.Expect(
        Source,
        [Contracts.OfOperations("models/m", "signature s\n  input x float [?]\n  output y float [?]", operations)],
        $"TYMD0208: The managed engine does not have {listed} of the model 'models/m': run it on TensorFlow's library, which EngineKind.Auto then takes, or export it without {them}").AssertRestCompiles();
}
