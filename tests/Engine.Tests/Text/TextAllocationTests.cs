using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Text;

public class TextAllocationTests
{
    /// <summary>The operations that texts go through on their way to numbers, in most models that take text.</summary>
    [Theory]
    [InlineData("StringLower")]
    [InlineData("StringStrip")]
    [InlineData("StringJoin")]
    [InlineData("StaticRegexReplace")]
    [InlineData("StaticRegexFullMatch")]
    [InlineData("StringToHashBucketFast")]
    [InlineData("StringLength")]
    [InlineData("Substr")]
    [InlineData("ReduceJoin")]
    public void ACallAllocatesNothingOnceWarm(string operation)
    {
        var recorded = Recorded.Read("text_operations.jsonl").Select(RecordedOperation.Read)
            .Where(candidate => candidate.Operation == operation && candidate.Error == ModelErrorCode.Ok)
            .MaxBy(candidate => candidate.Inputs[0].Texts.Sum(text => text.Length))!;
        Assert.Equal(0, OperationRun.Allocation(recorded));
    }
}
