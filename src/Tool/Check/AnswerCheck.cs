using System.Text.Json;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Check.Comparison;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>Replays recorded cases and compares what comes back.</summary>
internal sealed class AnswerCheck(CallableModel model, SessionPool sessions, Tolerance tolerance)
{
    /// <summary>Replays one case.</summary>
    public CaseReport Replay(RecordedCase recorded, CancellationToken cancellationToken)
    {
        var difference = Compare(recorded, cancellationToken);
        return new CaseReport(
            recorded.Signature, recorded.Name, difference.Disagreement is null, Finite(difference.LargestAbsolute), Finite(difference.LargestRelative), difference.Disagreement);
    }

    private TensorDifference Compare(RecordedCase recorded, CancellationToken cancellationToken)
    {
        int index = model.IndexOf(recorded.Signature);
        if (index < 0)
        {
            return Disagreement($"the model has no signature '{recorded.Signature}', only {model.Keys}");
        }

        if (model.Obstacle(index) is { } obstacle)
        {
            return Disagreement(obstacle);
        }

        var signature = model.Signatures[index];
        var named = model.NamesAreGenerated ? GeneratedNames.Adapt(recorded, signature) : recorded;
        return CaseInputs.Of(signature, named, out string problem) is { } inputs
            ? Call(index, inputs, named, cancellationToken)
            : Disagreement(problem);
    }

    private TensorDifference Call(int index, FixedTensor[] inputs, RecordedCase recorded, CancellationToken cancellationToken)
    {
        try
        {
            return sessions.With(index, (session, position) => Call(session, model.Signatures[index], position, inputs, recorded, cancellationToken));
        }
        catch (ModelLoadException exception)
        {
            return Disagreement(exception.Message);
        }
    }

    private TensorDifference Call(ModelSession session, SignatureBinding signature, int index, FixedTensor[] inputs, RecordedCase recorded, CancellationToken cancellationToken)
    {
        try
        {
            var whole = new TensorDifference();
            int calls = Math.Max(1, recorded.Steps.Count);
            for (int step = 0; step < calls; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var outputs = session.Call(index, inputs, CancellationToken.None);
                if (recorded.Error is { } error)
                {
                    return Disagreement($"the call succeeded, expected {Describe(error)}");
                }

                var difference = CompareOutputs(signature, recorded.Steps[step], outputs);
                whole = TensorDifference.Worse(whole, calls > 1 && difference.Disagreement is { } text ? difference with { Disagreement = $"step {step + 1}: {text}" } : difference);
            }

            return whole;
        }
        catch (ModelRunException exception)
        {
            return CompareError(recorded.Error, exception);
        }
    }

    private TensorDifference CompareOutputs(SignatureBinding signature, IReadOnlyDictionary<string, RecordedTensor> expected, FixedTensor[] actual)
    {
        var slots = SlotNames.All(signature.Outputs).ToList();
        var whole = new TensorDifference();
        foreach (var (name, recorded) in expected)
        {
            int slot = slots.FindIndex(candidate => candidate.Name == name);
            var difference = slot < 0 ? Disagreement($"the signature has no output '{name}', only {string.Join(", ", slots.Select(candidate => $"'{candidate.Name}'"))}")
                : recorded.DataType != slots[slot].Type ? Disagreement($"{name} is {slots[slot].Type.ToWord()}, expected {recorded.DataType.ToWord()}")
                : TensorComparison.Compare(name, recorded.DataType, recorded.Value, actual[slot], tolerance);
            whole = TensorDifference.Worse(whole, difference);
        }

        return whole;
    }

    private static TensorDifference CompareError(RecordedError? expected, ModelRunException actual)
    {
        if (expected is null)
        {
            return Disagreement($"the call failed: {actual.Message}");
        }

        bool isExpected = (expected.Code is null || expected.Code == actual.Code)
            && (expected.MessageContains is null || actual.Message.Contains(expected.MessageContains, StringComparison.Ordinal));
        return isExpected ? new TensorDifference() : Disagreement($"the call failed with {WordOf(actual.Code)}: {actual.Message}; expected {Describe(expected)}");
    }

    private static string Describe(RecordedError error) =>
        (error.Code is { } code ? WordOf(code) : "a failure") + (error.MessageContains is { } part ? $" with a message that contains '{part}'" : "");

    private static string WordOf(ModelErrorCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());

    private static TensorDifference Disagreement(string text) => new() { Disagreement = text };

    // JSON has no infinity; the message tells the numbers.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
