namespace TypedModels.Generator.Tests.Emit;

public class CompilationTests
{
    [Fact]
    public void AFaceDetectorCompiles()
    {
        var run = GeneratorRun.Of(
            """
            using TypedModels;

            namespace Sample;

            /// <summary>Finds faces.</summary>
            [TfModel("models/face_detector")]
            public partial class FaceDetector;
            """,
            Contracts.Of("models/face_detector",
                """
                signature detect_file
                  input file string []
                  input max_faces int32 []
                  input threshold float [] = 0.5
                  output boxes float [?, 4]
                  output count int32 []
                  output image uint8 [?, ?, 3]
                """));
        run.AssertCompiles();
    }
}
