namespace TypedModels.Generator.Tests.Emit;

/// <summary>What generated code looks like, one scenario a file.</summary>
public class SnapshotTests
{
    [Fact]
    public void TextNumbersAndTensors() => Verify(
        "FaceDetector",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>Finds faces.</summary>
        [TfModel("models/face_detector")]
        public partial class FaceDetector;
        """,
        """
        signature detect_file
          input file string []
          input max_faces int32 []
          input threshold float [] = 0.5
          output boxes float [?, 4]
          output count int32 []
        """);

    [Fact]
    public void SparseRaggedTextAndUnknownRank() => Verify(
        "Kinds",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>Takes and gives everything.</summary>
        [TfModel("models/kinds")]
        internal sealed partial class Kinds;
        """,
        """
        signature serving_default
          input any double [...]
          input features float [?, 100] sparse
          input words string [?]
          input tokens int64 [?, ?] ragged 1 int64
          input scale half [] = 0.5
          input unit string [] = "metre"
          input weights float [2] = [2] 1 2
          output any double [...]
          output label string []
          output tokens int64 [?, ?] ragged 1 int64
          output words string [?]
        """);

    [Fact]
    public void StateAliasesHooksAndNothingIn() => Verify(
        "Counter",
        """
        using TypedModels;
        /// <summary>Counts.</summary>
        [TfModel("models/counter")]
        partial class Counter
        {
            partial void OnLoaded(ModelInfo info) { }
            partial void OnCalled(in CallInfo call) { }
        }
        """,
        """
        signature count
          output value int64 []
          changes AssignAddVariableOp
        signature reset
          output value int64 []
          changes AssignVariableOp
        signature serving_default
          output value int64 []
          alias count
          changes AssignAddVariableOp
        """);

    [Fact]
    public void AClassInsideOthers() => Verify(
        "Nested",
        """
        using TypedModels;
        namespace Sample.Inner
        {
            internal partial struct Outer<T>
            {
                internal partial interface IMiddle
                {
                    [TfModel("models/digits")]
                    private partial class Digits;
                }
            }
        }
        """,
        """
        signature serving_default
          input image uint8 [?, 28, 28]
          output scores float [?, 10]
        """);

    [Fact]
    public void AGraphWithDeclaredSignatures() => VerifyModel(
        "Classifier",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>Tells classes apart.</summary>
        [TfModel("models/saver/model_a.ckpt-100.meta")]
        [TfSignature("classify", Inputs = ["image=input:0"], Outputs = ["scores=output:0"])]
        [TfSignature("inner", Inputs = ["input:0"], Outputs = ["hidden=dense_0/Relu", "logits=dense_1/add:0"])]
        public partial class Classifier;
        """,
        "saver/model_a.ckpt-100.meta",
        "model_a.ckpt-100");

    [Fact]
    public void AScopeWithACheckpoint() => VerifyModel(
        "ScopedModel",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>One of two models in a graph.</summary>
        [TfModel("models/saver/scoped.meta", Checkpoint = "models/saver/scoped_model_a.ckpt", Scope = "model_a", VariableMap = ["old/=model_a/"])]
        [TfSignature("classify", Inputs = ["input:0"], Outputs = ["output:0"])]
        public partial class ScopedModel;
        """,
        "saver/scoped.meta",
        "scoped_model_a.ckpt", "scoped_model_b.ckpt");

    [Fact]
    public void VariablesOfAnotherWrapper() => Verify(
        "Decoder",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>Encodes.</summary>
        [TfModel("models/encoder.meta")]
        public partial class Encoder;
        /// <summary>Decodes.</summary>
        [TfModel("models/decoder.meta", SharesVariablesWith = typeof(Encoder))]
        [TfSignature("decode", Inputs = ["code:0"], Outputs = ["image:0"])]
        public partial class Decoder;
        """,
        Contracts.Of("models/encoder.meta", "signature encode\n  input x float [?]\n  output y float [?]"),
        Contracts.OfGraph("models/decoder.meta"),
        GraphLists.Of(
            "models/decoder.meta",
            """
            node code Placeholder float [?, 8]
            node image MatMul float [?, 64] < code weights
            node weights VariableV2 float [8, 64]
            """));

    [Fact]
    public void AnInnerTensorOfASavedModel() => VerifyModel(
        "Iris",
        """
        using TypedModels;
        namespace Sample;
        /// <summary>Tells irises apart.</summary>
        [TfModel("models/iris")]
        [TfSignature("hidden", Inputs = ["normalised=functional_1/normalization_1/truediv"], Outputs = ["functional_1/dense_1/Tanh"])]
        public partial class Iris;
        """,
        "iris");

    [Fact]
    public void ADifferenceShowsTheLinesThatDiffer() =>
        Assert.Equal("  1: a\n- 2: b\n+ 2: x\n+ 3: y\n  4: c\n", Snapshot.Difference(["a", "b", "c", "d"], ["a", "x", "y", "c", "d"]));

    private static void Verify(string name, string source, string signatures)
    {
        string path = MarkedPath(source);
        Snapshot.Verify(name, GeneratorRun.Of(source, Contracts.Of(path, signatures)).AssertCompiles().Source);
    }

    private static void VerifyModel(string name, string source, string path, params string[] checkpoints) => Verify(name, source, TestModels.FilesOf(path, checkpoints));

    private static void Verify(string name, string source, params ContractText[] files)
    {
        var run = GeneratorRun.Of(source, files).AssertCompiles();
        Snapshot.Verify(name, run.Result.GeneratedSources.Single(file => file.HintName.EndsWith($"{name}.g.cs", StringComparison.Ordinal)).SourceText.ToString());
    }

    private static string MarkedPath(string source)
    {
        const string Before = "TfModel(\"";
        int start = source.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return source[start..source.IndexOf('"', start)];
    }
}
