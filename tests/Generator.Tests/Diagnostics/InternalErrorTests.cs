using TypedModels.Generator.Model;

namespace TypedModels.Generator.Tests.Diagnostics;

public class InternalErrorTests
{
    private static readonly BoundModel s_bound = new(
        new HostModel { Key = "Adder", Namespace = "", Name = "Adder", Accessibility = "public", Path = "models/add" }, null, null, null, [], "Adder.g.cs", new CompilationFacts("13.0", false, true));

    [Fact]
    public void ADefectBecomesADiagnosticThatAsksForAReport()
    {
        var result = WrapperGuard.Parse(s_bound, (_, _) => throw new InvalidOperationException("Sequence contains no elements"), CancellationToken.None);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("TYMD9000", diagnostic.Id);
        Assert.Equal(["models/add", "InvalidOperationException: Sequence contains no elements"], diagnostic.Arguments);
        Assert.Null(result.Wrapper);
    }

    [Fact]
    public void ADefectWhileEmittingLeavesTheOtherWrappersAlone()
    {
        var wrapper = new WrapperModel { HintName = "", Namespace = "", Name = "", InterfaceName = "", Accessibility = "", Path = "models/add", Tags = "", ContractText = "", FakeVariable = "" };
        Assert.Null(WrapperGuard.Emit(wrapper, (_, _) => throw new ArgumentException("no name"), CancellationToken.None, out var failure));
        Assert.Equal(
            "TYMD9000: The wrapper of 'models/add' could not be generated because of a defect in TypedModels: ArgumentException: no name; please report it with the model's contract",
            $"{failure!.Id}: {failure.GetMessage()}");
    }

    [Fact]
    public void CancellingIsNoDefect() => Assert.Throws<OperationCanceledException>(
        () => WrapperGuard.Parse(s_bound, (_, _) => throw new OperationCanceledException(), CancellationToken.None));
}
