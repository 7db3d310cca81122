namespace TypedModels.Generator.Tests.Diagnostics;

public class ContractDiagnosticTests
{
    private const string Source =
        """
        using TypedModels;
        [TfModel([|"models/add"|])]
        public partial class Adder;
        """;

    [Fact]
    public void AMalformedContract() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Raw("models/add", "typedmodels contract 1\nmodel add\npath models/add\ntags serve\nsignature a\n  input x float [?, 28\n")],
        "TYMD0101: The contract of 'models/add' is damaged (models.add.tfcontract, line 6): a shape in brackets is missing; delete the file and build again");

    [Fact]
    public void AContractWithoutAPathIsFoundByItsName() => DiagnosticCheck.Expect(
        Source,
        [new ContractText("/project/obj/add.01234567.tfcontract", "<<<<<<< HEAD\n")],
        "TYMD0101: The contract of 'models/add' is damaged (add.01234567.tfcontract, line 1): 'typedmodels contract 1' is expected; delete the file and build again");

    [Fact]
    public void ANewerContract() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Raw("models/add", "typedmodels contract 2\nmodel add\npath models/add\nmore to come\n")],
        "TYMD0102: The contract of 'models/add' cannot be read (models.add.tfcontract, line 1): version 2 of the contract format is newer than this TypedModels reads; update the TypedModels package");

    [Fact]
    public void AModelThatCouldNotBeRead() => DiagnosticCheck.Expect(
        Source,
        [Contracts.Raw("models/add", "typedmodels contract 1\nmodel add\npath models/add\nerror TYMD1003 \"saved_model.pb is a Git LFS pointer. Run 'git lfs pull'.\"\n")],
        "TYMD0103: The model 'models/add' could not be read: saved_model.pb is a Git LFS pointer. Run 'git lfs pull' (TYMD1003)");

    [Fact]
    public void TwoContractsThatDiffer()
    {
        const string Signature = "signature a\n  input x float [?]\n  output y float [?]";
        var other = new ContractText("/project/old.tfcontract", Contracts.Of("models/add", Signature.Replace("float", "int32", StringComparison.Ordinal)).Content);
        DiagnosticCheck.Expect(
            Source,
            [Contracts.Of("models/add", Signature), other],
            "TYMD0104: Both models.add.tfcontract and old.tfcontract are contracts of 'models/add' and differ: remove one from the project's AdditionalFiles");
    }

    [Fact]
    public void TheSameContractTwiceIsNoMatter()
    {
        var contract = Contracts.Of("models/add", "signature a\n  input x float [?]\n  output y float [?]");
        var again = new ContractText("/project/again.tfcontract", contract.Content);
        Assert.Empty(GeneratorRun.Of(MarkedSource.Parse(Source).Text, contract, again).Result.Diagnostics);
    }

    [Fact]
    public void AdditionalFilesOfOthersArePassedOver() =>
        Assert.Empty(GeneratorRun.Of("public class Other;", new ContractText("/project/words.txt", "nothing of ours")).Result.TrackedSteps.GetValueOrDefault(TrackingNames.Contract, []));
}
