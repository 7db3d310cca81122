using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Images;

public sealed class ImageOperationTests
{
    [Fact]
    public void FilesDecodeAsInTensorFlow() => RecordedOperations.Check("files.jsonl");
}
