using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Signal;

public sealed class SignalOperationTests
{
    [Fact]
    public void TransformsAndSoundAreThoseOfTensorFlow() => RecordedOperations.Check("signal.jsonl", 3e-5);
}
