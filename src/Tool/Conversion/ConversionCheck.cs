using TypedModels.Runtime;
using TypedModels.Runtime.Calls;
using TypedModels.Tool.Check;
using TypedModels.Tool.Check.Answers;
using TypedModels.Tool.Check.Comparison;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Conversion;

/// <summary>Compares a converted model with recorded answers, or with what it was made of, on every engine that runs what it was made of.</summary>
internal sealed class ConversionCheck(CallableModel source, string folder, RecordedAnswers? answers, CancellationToken cancellationToken)
{
    private const int MadeUpCalls = 4;

    /// <summary>How the answers compare.</summary>
    /// <exception cref="ModelException">The converted model cannot be loaded.</exception>
    public IReadOnlyList<VerificationReport> Run()
    {
        var converted = new CallableModel(OpenedModel.Open(folder), new ModelSelection());
        var reports = new List<VerificationReport>();
        foreach (var engine in new[] { EngineKind.Managed, EngineKind.TensorFlow })
        {
            var options = new ModelOptions { Engine = engine };
            using var before = LoadSource(options);
            if (before is not null)
            {
                reports.Add(answers is null ? Compare(before, converted, options) : Replay(answers, converted, options));
            }
        }

        return reports;
    }

    // There may be no TensorFlow on this computer, and operations that the managed engine does not have; the report says which engines it was verified on.
    private ModelSession? LoadSource(ModelOptions options)
    {
        try
        {
            return source.Load(options, cancellationToken: cancellationToken);
        }
        catch (EngineNotFoundException)
        {
            return null;
        }
        catch (ModelLoadException) when (options.Engine == EngineKind.Managed)
        {
            return null;
        }
    }

    private VerificationReport Replay(RecordedAnswers recordedAnswers, CallableModel converted, ModelOptions options)
    {
        using var sessions = new SessionPool(converted, options);
        var check = new AnswerCheck(converted, sessions, new Tolerance());
        var cases = recordedAnswers.Cases.Select(recorded => check.Replay(recorded, cancellationToken)).ToArray();
        return Report(sessions.Engine, cases.Select(result => result.Message), refused: 0);
    }

    private VerificationReport Compare(ModelSession before, CallableModel converted, ModelOptions options)
    {
        using var after = converted.Load(options, cancellationToken: cancellationToken);
        var messages = new List<string?>();
        int refused = 0;
        for (int index = 0; index < source.Signatures.Count; index++)
        {
            if (source.Obstacle(index) is not null)
            {
                continue;
            }

            var signature = source.Signatures[index];
            int there = converted.IndexOf(signature.Contract.Key);
            for (int seed = 0; seed < MadeUpCalls; seed++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var inputs = MadeUpInputs.Of(signature, seed);
                var (expected, actual) = (Call(before, index, signature, inputs), Call(after, there, converted.Signatures[there], inputs));
                messages.Add(Compare(signature, expected, actual));
                refused += expected.Outputs is null && actual.Outputs is null && expected.Error == actual.Error ? 1 : 0;
            }
        }

        return Report(after.Info.Engine, messages, refused);
    }

    // The arguments of a SavedModel are in the order of their names, those of the source may be in another.
    private static Outcome Call(ModelSession session, int index, SignatureBinding signature, IReadOnlyDictionary<string, FixedTensor> inputs)
    {
        try
        {
            var outputs = session.Call(index, [.. SlotNames.All(signature.Inputs).Select(slot => inputs[slot.Name])]);
            return new Outcome(SlotNames.All(signature.Outputs).Zip(outputs).ToDictionary(slot => slot.First.Name, slot => slot.Second, StringComparer.Ordinal), null);
        }
        catch (ModelRunException exception)
        {
            return new Outcome(null, exception.Code);
        }
    }

    private static string? Compare(SignatureBinding signature, Outcome before, Outcome after)
    {
        string key = signature.Contract.Key;
        if (before.Outputs is null || after.Outputs is null)
        {
            return before.Error == after.Error ? null : $"{key}: before, the call {before}, now it {after}";
        }

        return SlotNames.All(signature.Outputs)
            .Select(slot => TensorComparison.Compare(slot.Name, slot.Type, before.Outputs[slot.Name], after.Outputs[slot.Name], new Tolerance()).Disagreement)
            .Where(disagreement => disagreement is not null)
            .Select(disagreement => $"{key}: {disagreement}")
            .FirstOrDefault();
    }

    private static VerificationReport Report(string engine, IEnumerable<string?> messages, int refused)
    {
        string?[] all = [.. messages];
        string[] failed = [.. all.OfType<string>()];
        return new VerificationReport(engine, all.Length - failed.Length, failed.Length, refused, failed);
    }

    /// <summary>What became of a call: its outputs by slot, or how it failed.</summary>
    private sealed record Outcome(IReadOnlyDictionary<string, FixedTensor>? Outputs, ModelErrorCode? Error)
    {
        public override string ToString() => Error is { } code ? $"failed with {code}" : "succeeded";
    }
}
