using System.Collections.Concurrent;
using TypedModels.Engine.Conformance.Cases;
using TypedModels.Engine.Conformance.Families;
using TypedModels.Engine.Conformance.Recording;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>How the managed engine does on the cases of one operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Agreeing">The cases that agree.</param>
/// <param name="Open">The cases whose answer is open, with a row in <see cref="Exceptions"/>, or that TensorFlow does not answer.</param>
/// <param name="Lacking">The cases of element types that the engine does not have and TensorFlow does.</param>
/// <param name="Differences">The cases that differ, and how.</param>
internal sealed record OperationReport(string Operation, int Agreeing, int Open, IReadOnlyList<string> Lacking, IReadOnlyList<string> Differences)
{
    private static readonly ConcurrentDictionary<string, Dictionary<ulong, Answer>> s_answers = new(StringComparer.Ordinal);
    private static readonly CaseRunner s_engine = new(new ManagedEngine());

    /// <summary>Whether the engine has the operation at all.</summary>
    public bool IsImplemented => KernelTable.Default.Find(Operation) is not null;

    /// <summary>The reports of the operations that have cases in a family.</summary>
    public static IEnumerable<OperationReport> Of(CaseFamily family, Func<string, bool> filter)
    {
        var answers = s_answers.GetOrAdd(family.Name, AnswerFile.Read);
        foreach (var cases in family.Build().GroupBy(question => question.Operation).Where(group => filter(group.Key)))
        {
            yield return Of(cases.Key, cases, answers);
        }
    }

    /// <summary>The report of one operation of a family.</summary>
    public static OperationReport Of(string operation, IEnumerable<Case> cases, Dictionary<ulong, Answer> answers)
    {
        int agreeing = 0, open = 0;
        List<string> lacking = [], differences = [];
        foreach (var question in cases)
        {
            if (!answers.TryGetValue(question.Key, out var expected))
            {
                differences.Add($"{question.Description}: TensorFlow was never asked; record {operation}'s family again");
                continue;
            }

            if (expected.Kind is AnswerKind.NoKernel or AnswerKind.Aborts || Exceptions.IsLack(expected) || Exceptions.WhyOpen(operation, question.Description) is not null)
            {
                open++;
                continue;
            }

            var actual = s_engine.Run(question);
            if (actual.Kind == AnswerKind.NoKernel)
            {
                lacking.Add($"{question.Description}: {actual.Message}");
            }
            else if (AnswerComparison.Difference(question, expected, actual) is { } difference)
            {
                differences.Add($"{question.Description}: {difference}");
            }
            else
            {
                agreeing++;
            }
        }

        return new OperationReport(operation, agreeing, open, lacking, differences);
    }

    /// <summary>Writes the reports of the families or operations that a command line names.</summary>
    public static void Write(IReadOnlyList<string> names, TextWriter writer)
    {
        foreach (var family in CaseFamilies.All)
        {
            bool isWhole = names.Count == 0 || names.Contains(family.Name);
            foreach (var report in Of(family, operation => (isWhole || names.Contains(operation)) && KernelTable.Default.Find(operation) is not null))
            {
                report.Write(writer, names.Count == 0 ? 3 : 12);
            }
        }
    }

    private void Write(TextWriter writer, int most)
    {
        string state = Differences.Count > 0 ? "DIFFERS" : Lacking.Count > 0 ? "lacks types" : "agrees";
        writer.WriteLine($"{Operation}: {state} ({Agreeing} agree, {Differences.Count} differ, {Lacking.Count} lack, {Open} open)");
        foreach (string line in Differences.Take(most).Concat(Lacking.Take(2)))
        {
            writer.WriteLine($"    {line}");
        }
    }
}
