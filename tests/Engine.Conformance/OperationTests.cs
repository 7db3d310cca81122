using TypedModels.Engine.Conformance.Comparison;
using TypedModels.Engine.Conformance.Families;
using TypedModels.Engine.Kernels;

namespace TypedModels.Engine.Conformance;

public sealed class OperationTests
{
    public static TheoryData<string, string> Operations
    {
        get
        {
            var operations = new TheoryData<string, string>();
            foreach (var (family, operation) in CaseFamilies.All.SelectMany(family => family.Build().Select(question => (family.Name, question.Operation))).Distinct())
            {
                if (KernelTable.Default.Find(operation) is not null)
                {
                    operations.Add(family, operation);
                }
            }

            return operations;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void TheManagedEngineAnswersAsTensorFlow(string family, string operation)
    {
        var report = OperationReport.Of(CaseFamilies.Named([family]).Single(), name => name == operation).Single();

        Assert.True(report.Differences.Count == 0, string.Join('\n', report.Differences.Take(20).Prepend($"{report.Differences.Count} of {report.Agreeing + report.Differences.Count} cases differ")));
    }
}
