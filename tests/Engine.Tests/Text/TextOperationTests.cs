using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Text;

public class TextOperationTests
{
    [Theory]
    [InlineData("text_operations.jsonl")]
    [InlineData("encoding_operations.jsonl")]
    [InlineData("example_operations.jsonl")]
    [InlineData("sequence_example_operations.jsonl")]
    public void GiveWhatTensorFlowGives(string file) => RecordedOperations.Check(file);
}
