using TypedModels.Graphs;
using TypedModels.Tool.Check.Answers;

namespace TypedModels.Tool.Check;

/// <summary>Makes signatures of the names in recorded answers, for graphs without signatures: there the name of an argument is a tensor's, unless the command line says which tensor it is.</summary>
internal static class AnsweredTensors
{
    /// <summary>A signature for each key that the answers call.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="named">The tensors that the command line names, or null.</param>
    public static IReadOnlyList<DeclaredSignature> Of(RecordedAnswers answers, DeclaredSignature? named) =>
        [.. answers.Cases.GroupBy(recorded => recorded.Signature, StringComparer.Ordinal).Select(cases => new DeclaredSignature(
            cases.Key,
            Arguments(cases.SelectMany(recorded => recorded.Inputs.Keys), named?.Inputs ?? []),
            Arguments(cases.SelectMany(recorded => recorded.Steps).SelectMany(step => step.Keys), named?.Outputs ?? [])))];

    // Answers that name nothing, since every call fails, are of what the command line names.
    private static ValueList<DeclaredArgument> Arguments(IEnumerable<string> names, ValueList<DeclaredArgument> named)
    {
        var arguments = names.Distinct(StringComparer.Ordinal).Select(name => named.FirstOrDefault(argument => argument.Key == name) ?? new DeclaredArgument(name, name)).ToValueList();
        return arguments.Count > 0 ? arguments : named;
    }
}
