namespace TypedModels.Engine.Tests.Codecs;

public sealed class RecordedPicturesTests
{
    public static TheoryData<string> Names => [.. RecordedPicture.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void PicturesDecodeToThePixelsOfTensorFlow(string name)
    {
        var picture = RecordedPicture.All[name];

        Assert.Equal((picture.Shape, picture.Hash), picture.Decode());
    }
}
