namespace TypedModels.Generator.Tests.Emit;

/// <summary>The promise at compile time: what could go wrong with names, graphs and types does not compile.</summary>
public class MustNotCompileTests
{
    private static readonly ContractText[] s_contracts =
    [
        Contracts.Of("models/detector", "signature detect\n  input image uint8 [?, ?, 3]\n  input limit int32 []\n  output boxes float [?, 4]\n  output count int32 []"),
        Contracts.Of("models/embedder", "signature embed\n  input boxes float [?, 4]\n  input image uint8 [?, ?, 3]\n  output vectors float [?, 128]\n  output name string []"),
    ];

    [Theory]
    [InlineData("var graph = detector.Graph;", "CS1061")]
    [InlineData("var session = detector.Session;", "CS1061")]
    [InlineData("var session = detector._session;", "CS0122")]
    [InlineData("var boxes = detector[\"StatefulPartitionedCall:0\"];", "CS0021")]
    [InlineData("detector.Run(\"StatefulPartitionedCall:0\");", "CS1061")]
    [InlineData("new Detector(null!);", "CS1729|CS0122")]
    [InlineData("Embedder other = detector;", "CS0029")]
    [InlineData("IEmbedder other = detector;", "CS0266|CS0029")]
    [InlineData("Embedder.EmbedResult result = detector.Detect(image, 1);", "CS0029")]
    [InlineData("embedder.Embed(boxes: detector.Detect(image, 1), image: image);", "CS1503")]
    [InlineData("embedder.Embed(boxes: detector, image: image);", "CS1503")]
    [InlineData("detector.Detect(image);", "CS7036")]
    [InlineData("detector.Detect();", "CS7036")]
    [InlineData("detector.Detect(new float[1, 1, 3], 1);", "CS1503")]
    [InlineData("detector.Detect(image, 1.5f);", "CS1503")]
    [InlineData("detector.Detect(image, new[] { 1 });", "CS1503")]
    [InlineData("embedder.Embed(boxes: 1f, image: image);", "CS1503")]
    [InlineData("detector.Detect(image, 1, threshold: 0.5f);", "CS1739")]
    [InlineData("detector.Detect(image, null);", "CS1503|CS0037")]
    [InlineData("detector.Embed(image, image);", "CS1061")]
    [InlineData("var scores = detector.Detect(image, 1).Scores;", "CS1061")]
    [InlineData("int count = detector.Detect(image, 1).Boxes;", "CS0029")]
    [InlineData("float[] name = embedder.Embed([], image).Name;", "CS0029")]
    [InlineData("detector.DetectInto(new double[4], image, 1);", "CS1503")]
    [InlineData("Detector.Fake(embed: null);", "CS1739")]
    [InlineData("new Detector.DetectResult();", "CS9035")]
    [InlineData("var result = detector.Detect(image, 1); result.Count = 2;", "CS8852")]
    public void AWrongUseIsACompilersError(string use, string expected)
    {
        var run = Compile(use);
        var errors = run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Matches($"^({expected})$", error.Id));
    }

    [Theory]
    [InlineData("var faces = detector.Detect(image, limit: 3); embedder.Embed(boxes: faces.Boxes, image: image);")]
    [InlineData("float score = detector.Detect(new byte[2, 2, 3], 1).Boxes[0, 1];")]
    [InlineData("string name = embedder.Embed(boxes: [1f, 2f, 3f, 4f], image: image).Name;")]
    [InlineData("IDetector fake = Detector.Fake((image, limit) => new() { Boxes = System.Numerics.Tensors.Tensor.Create(new float[4], [1, 4]), Count = limit });")]
    public void TheRightUseCompiles(string use) => Assert.Empty(
        Compile(use).Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));

    private static GeneratorRun Compile(string use) => GeneratorRun.Of(
        $$"""
        using TypedModels;
        [TfModel("models/detector")]
        partial class Detector;
        [TfModel("models/embedder")]
        partial class Embedder;
        static class Program
        {
            static void Main(Detector detector, Embedder embedder, byte[,,] image)
            {
        #pragma warning disable CS0219
                {{use}}
            }
        }
        """,
        s_contracts);
}
