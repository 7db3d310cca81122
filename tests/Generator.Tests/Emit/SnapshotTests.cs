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
    public void ADifferenceShowsTheLinesThatDiffer() =>
        Assert.Equal("  1: a\n- 2: b\n+ 2: x\n+ 3: y\n  4: c\n", Snapshot.Difference(["a", "b", "c", "d"], ["a", "x", "y", "c", "d"]));

    private static void Verify(string name, string source, string signatures)
    {
        string path = MarkedPath(source);
        Snapshot.Verify(name, GeneratorRun.Of(source, Contracts.Of(path, signatures)).AssertCompiles().Source);
    }

    private static string MarkedPath(string source)
    {
        const string Before = "TfModel(\"";
        int start = source.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return source[start..source.IndexOf('"', start)];
    }
}
