using TypedModels.Engine.Tests.Operations;

namespace TypedModels.Engine.Tests.Quantised;

public sealed class QuantisedOperationTests
{
    [Fact]
    public void StepsAreThoseOfTensorFlow() => RecordedOperations.Check("quantised.jsonl", 2e-6);

    [Fact]
    public void ArithmeticOfStepsIsThatOfTensorFlow() => RecordedOperations.Check("arithmetic.jsonl", 1e-6);
}
