using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Diagnostics;

public class InternalErrorTests
{
    private static readonly BoundModel s_bound = new(
        new HostModel { Key = "Adder", Namespace = "", Name = "Adder", Accessibility = "public", Path = "models/add" }, null, null, [], new CompilationFacts("13.0", false, true));

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
    public void CancellingIsNoDefect() => Assert.Throws<OperationCanceledException>(
        () => WrapperGuard.Parse(s_bound, (_, _) => throw new OperationCanceledException(), CancellationToken.None));
}
