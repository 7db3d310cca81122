using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Parsing;

public class ModelPathTests
{
    [Theory]
    [InlineData("models/x", "models/x")]
    [InlineData(@"models\x\", "models/x")]
    [InlineData("./models/x/", "models/x")]
    [InlineData(" models/x ", "models/x")]
    [InlineData("../models/x", "../models/x")]
    public void PathsHaveOneForm(string path, string normal) => Assert.Equal(normal, ModelPath.Normalize(path));

    [Theory]
    [InlineData("models/face-detector", "models/face_detector")]
    [InlineData("MODELS/FACE_DETECTOR", "models/face_detector")]
    [InlineData("face_detector", "models/face_detector")]
    [InlineData("a/long/way/to/digits", "models/digits")]
    [InlineData("q", null)]
    public void TheNearestIsTheOneMostLikeIt(string path, string? nearest) =>
        Assert.Equal(nearest, ModelPath.Nearest(path, ["models/digits", "models/face_detector", "models/face_embedder"]));
}
