using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.Tests.Emit;

/// <summary>Every model there is gets a wrapper that compiles; where names clash, the names that the diagnostics propose resolve it.</summary>
public class ModelTests
{
    public static TheoryData<string> Models => TestModels.All;

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryModelOfTheRepositoryCompiles(string name) => AssertCompiles(TestModels.ContractOf(name), "models/" + name);

    [Fact]
    public void EveryModelBesideTheRepositoryCompiles()
    {
        Assert.SkipWhen(TestModels.SharedFolder is null, "there are no further models beside the repository");
        foreach (string name in TestModels.NamesIn(TestModels.SharedFolder!).Where(name => !name.StartsWith("refused", StringComparison.Ordinal)))
        {
            AssertCompiles(TestModels.ContractOf(Path.Combine(TestModels.SharedFolder!, name), name), "models/" + name);
        }
    }

    private static void AssertCompiles(ContractText contract, string path)
    {
        var tagSets = ContractReader.Read(contract.Content).TagSets;
        foreach (var tagSet in tagSets)
        {
            AssertCompiles(contract, path, string.Join(",", tagSet.Tags));
        }
    }

    private static void AssertCompiles(ContractText contract, string path, string tags)
    {
        var names = new List<string>();
        for (int attempt = 0; attempt < 100; attempt++)
        {
            var run = GeneratorRun.Of(
                $$"""
                using TypedModels;

                namespace Sample;

                /// <summary>A model.</summary>
                [TfModel("{{path}}", Tags = "{{tags}}")]
                {{string.Join("\n", names)}}
                public partial class Wrapper;
                """,
                contract);
            var naming = run.Result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Properties.ContainsKey(DiagnosticProperties.Name));
            if (naming is null)
            {
                // Which engine runs the model is not the matter here.
                run.AssertCompiles(except: "TYMD0208");
                return;
            }

            string?[] keys = [naming.Properties[DiagnosticProperties.Signature], naming.Properties.GetValueOrDefault(DiagnosticProperties.Argument), naming.Properties[DiagnosticProperties.Name]];
            names.Add($"[TfName({string.Join(", ", keys.OfType<string>().Select(key => SymbolDisplay.FormatLiteral(key, quote: true)))})]");
        }

        Assert.Fail("The proposed names do not end: " + string.Join(" ", names));
    }
}
