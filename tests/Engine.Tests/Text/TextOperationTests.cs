using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Text;

public class TextOperationTests
{
    [Fact]
    public void GiveWhatTensorFlowGives() => RecordedOperations.Check("text_operations.jsonl");
}
