using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Check.Comparison;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Conversion;

/// <summary>Compares a converted model with recorded answers, or with what it was made of, on every engine that is there.</summary>
internal sealed class ConversionCheck(CallableModel source, string folder, RecordedAnswers? answers, CancellationToken cancellationToken)
{
    private const int MadeUpCalls = 4;

    /// <summary>How the answers compare.</summary>
    public IReadOnlyList<VerificationReport> Run()
    {
        var converted = new CallableModel(OpenedModel.Open(folder), new ModelSelection());
        var reports = new List<VerificationReport>();
        foreach (var engine in new[] { EngineKind.Managed, EngineKind.TensorFlow })
        {
            try
            {
                reports.Add(Check(converted, new ModelOptions { Engine = engine }));
            }
            catch (EngineNotFoundException)
            {
                // There is no TensorFlow on this computer; the report says on which engines it was verified.
            }
        }

        return reports;
    }

    private VerificationReport Check(CallableModel converted, ModelOptions options)
    {
        if (answers is not null)
        {
            using var sessions = new SessionPool(converted, options);
            var check = new AnswerCheck(converted, sessions, new Tolerance());
            var cases = answers.Cases.Select(recorded => check.Replay(recorded, cancellationToken)).ToArray();
            return Report(sessions.Engine, cases.Select(result => result.Message));
        }

        using var before = source.Load(options, cancellationToken: cancellationToken);
        using var after = converted.Load(options, cancellationToken: cancellationToken);
        return Report(after.Info.Engine, source.Signatures.SelectMany((signature, index) => Compare(before, after, converted, signature, index)));
    }

    private IEnumerable<string?> Compare(ModelSession before, ModelSession after, CallableModel converted, SignatureBinding signature, int index)
    {
        int there = converted.IndexOf(signature.Contract.Key);
        for (int seed = 0; seed < MadeUpCalls && source.Obstacle(index) is null; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var inputs = MadeUpInputs.Of(signature, seed);
            yield return Compare(signature, Call(before, index, signature, signature, inputs), Call(after, there, converted.Signatures[there], signature, inputs));
        }
    }

    // The arguments of a SavedModel are in the order of their names.
    private static (Dictionary<string, FixedTensor>? Outputs, ModelErrorCode? Error) Call(ModelSession session, int index, SignatureBinding called, SignatureBinding given, FixedTensor[] inputs)
    {
        try
        {
            var slots = called.Inputs.Select(input => inputs[given.Inputs.First(candidate => candidate.Contract.Key == input.Contract.Key).FirstSlot]).ToArray();
            var outputs = session.Call(index, slots);
            return (called.Outputs.ToDictionary(output => output.Contract.Key, output => outputs[output.FirstSlot], StringComparer.Ordinal), null);
        }
        catch (ModelRunException exception)
        {
            return (null, exception.Code);
        }
    }

    private static string? Compare(SignatureBinding signature, (Dictionary<string, FixedTensor>? Outputs, ModelErrorCode? Error) before, (Dictionary<string, FixedTensor>? Outputs, ModelErrorCode? Error) after)
    {
        if (before.Outputs is null || after.Outputs is null)
        {
            return before.Error == after.Error ? null : $"{signature.Contract.Key}: before, the call {Outcome(before.Error)}, now it {Outcome(after.Error)}";
        }

        return signature.Outputs
            .Select(output => TensorComparison.Compare(output.Contract.Key, output.DataType, before.Outputs[output.Contract.Key], after.Outputs[output.Contract.Key], new Tolerance()).Disagreement)
            .FirstOrDefault(disagreement => disagreement is not null);
    }

    private static string Outcome(ModelErrorCode? error) => error is { } code ? $"failed with {code}" : "succeeded";

    private static VerificationReport Report(string engine, IEnumerable<string?> messages)
    {
        string?[] all = [.. messages];
        string[] failed = [.. all.OfType<string>()];
        return new VerificationReport(engine, all.Length - failed.Length, failed.Length, failed);
    }
}
