using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Sparse;

public class SparseOperationTests
{
    [Theory]
    [InlineData("sparse_operations.jsonl", 1e-6)]
    [InlineData("ragged_operations.jsonl", 0)]
    [InlineData("sequence_operations.jsonl", 1e-5)]
    [InlineData("sampler_operations.jsonl", 1e-6)]
    public void GiveWhatTensorFlowGives(string file, double tolerance) => RecordedOperations.Check(file, tolerance);
}
