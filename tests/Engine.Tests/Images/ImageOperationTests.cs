using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Images;

public sealed class ImageOperationTests
{
    [Fact]
    public void FilesDecodeAsInTensorFlow() => RecordedOperations.Check("files.jsonl");

    [Fact]
    public void PicturesAreResizedAsInTensorFlow() => RecordedOperations.Check("resizing.jsonl", 2e-5);

    [Fact]
    public void BoxesAreCutChosenAndDrawnAsInTensorFlow() => RecordedOperations.Check("boxes.jsonl", 1e-5);

    [Fact]
    public void ColorsAndPatchesAreThoseOfTensorFlow() => RecordedOperations.Check("colors.jsonl", 2e-5);

    [Fact]
    public void JpegFilesAreThoseOfTensorFlow() => RecordedOperations.Check("encoding.jsonl");

    [Fact]
    public void GlimpsesAreThoseOfTensorFlow() => RecordedOperations.Check("glimpses.jsonl");
}
