using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Sparse;

public class SparseOperationTests
{
    [Theory]
    [InlineData("sparse_operations.jsonl")]
    [InlineData("ragged_operations.jsonl")]
    public void GiveWhatTensorFlowGives(string file) => RecordedOperations.Check(file, tolerance: 1e-6);
}
