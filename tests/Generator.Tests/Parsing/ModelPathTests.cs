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
    [InlineData("models/digits.keras", true, "models")]
    [InlineData("models/model.h5", true, "models")]
    [InlineData("models/model.weights.h5", true, "models")]
    [InlineData(@"models\keras\model.HDF5", true, "models/keras")]
    [InlineData("wide_resnet.json", true, "")]
    [InlineData("./models/m.ckpt-100.meta", true, "models")]
    [InlineData("models/classifier.pbtxt", true, "models")]
    [InlineData("models/digits/saved_model.pb", false, "models/digits/saved_model.pb")]
    [InlineData("models/digits", false, "models/digits")]
    [InlineData("models/keras", false, "models/keras")]
    public void AFileLiesInAFolderAndASavedModelIsOne(string path, bool isFile, string folder) => Assert.Equal((isFile, folder), (ModelPath.IsFile(path), ModelPath.FolderOf(path)));

    [Theory]
    [InlineData("models/face-detector", "models/face_detector")]
    [InlineData("MODELS/FACE_DETECTOR", "models/face_detector")]
    [InlineData("face_detector", "models/face_detector")]
    [InlineData("a/long/way/to/digits", "models/digits")]
    [InlineData("q", null)]
    public void TheNearestIsTheOneMostLikeIt(string path, string? nearest) =>
        Assert.Equal(nearest, ModelPath.Nearest(path, ["models/digits", "models/face_detector", "models/face_embedder"]));
}
