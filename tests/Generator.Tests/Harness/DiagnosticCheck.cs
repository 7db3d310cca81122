namespace TypedModels.Generator.Tests.Harness;

/// <summary>Checks that a source gets certain diagnostics, at the marked places, and no other.</summary>
internal static class DiagnosticCheck
{
    /// <summary>Runs the generator and compares what it reports.</summary>
    /// <param name="marked">The source; one mark for all diagnostics, or one for each.</param>
    /// <param name="contracts">The contracts.</param>
    /// <param name="expected">Id and message of each, in the order of their places.</param>
    /// <returns>The run.</returns>
    public static GeneratorRun Expect(string marked, ContractText[] contracts, params string[] expected)
    {
        var source = MarkedSource.Parse(marked);
        return Expect(GeneratorRun.Of(source.Text, contracts), source, expected);
    }

    /// <summary>Compares what a run reported.</summary>
    public static GeneratorRun Expect(GeneratorRun run, MarkedSource source, params string[] expected)
    {
        var diagnostics = run.Result.Diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        Assert.Equal(expected, diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}"));
        var places = source.Spans.Count == 1 ? Enumerable.Repeat(source.Spans[0], expected.Length) : source.Spans;
        Assert.Equal(places, diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.All(diagnostics, diagnostic => Assert.True(diagnostic.Location.IsInSource));
        return run;
    }

    /// <summary>Fails when what was generated has an error of its own.</summary>
    public static GeneratorRun AssertRestCompiles(this GeneratorRun run)
    {
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        return run;
    }
}
