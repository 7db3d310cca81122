using TypedModels.Engine.Conformance.Models;

namespace TypedModels.Engine.Conformance;

/// <summary>Made-up calls of every model, on the managed engine and on TensorFlow's library.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Names => [.. SavedModels.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheManagedEngineAnswersMadeUpCallsAsTensorFlow(string name)
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW")), "TYPEDMODELS_TENSORFLOW is not set: TensorFlow's library is needed.");
        var calls = new SavedModelCalls(name);
        Assert.SkipWhen(calls.Calls.Count == 0, $"{name} has no signature that can be called and gives the same answer twice.");
        using var session = calls.Load(EngineKind.Managed);
        string[] differences = [.. TensorFlowProcess.Ask(calls)
            .Select((expected, call) => ModelComparison.Difference(calls, call, expected, TensorFlowProcess.MakeAlone(calls, session, EngineKind.Managed, call)))
            .OfType<string>()];

        Assert.True(differences.Length == 0, string.Join('\n', differences.Take(20).Prepend($"{differences.Length} of {calls.Calls.Count} calls differ")));
    }
}
