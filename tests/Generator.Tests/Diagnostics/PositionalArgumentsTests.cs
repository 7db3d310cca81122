using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedModels.Generator.Analyzers;

namespace TypedModels.Generator.Tests.Diagnostics;

public class PositionalArgumentsTests
{
    internal const string Signatures =
        """
        signature score
          input candidates float [?]
          input queries float [?]
          input scale float []
          output y float [?]
        signature result
          input x float [?]
          input y int32 [?]
          output z float [?]
        """;

    [Theory]
    [InlineData("model.Score([|a|], b, 1f);", "Score takes 'candidates', 'queries' as TensorInput<float>")]
    [InlineData("model.ScoreAsync([|a|], b, 1f);", "ScoreAsync takes 'candidates', 'queries' as TensorInput<float>")]
    [InlineData("model.ScoreInto(a, [|a|], b, 1f);", "ScoreInto takes 'candidates', 'queries' as TensorInput<float>")]
    [InlineData("((IModel)model).Score([|a|], b, scale: 1f);", "Score takes 'candidates', 'queries' as TensorInput<float>")]
    public async Task ArgumentsOfOneTypeByPositionGetASuggestion(string call, string message) =>
        await ExpectAsync(call, $"TYMD0206: {message}: name them, so that a model exported with another order cannot swap them unnoticed");

    [Theory]
    [InlineData("model.Score(candidates: a, queries: b, 1f);")]
    [InlineData("model.Score(a, queries: b, scale: 1f);")]
    [InlineData("model.Score(queries: b, candidates: a, scale: 1f);")]
    [InlineData("model.Result(a, [1]);")]
    [InlineData("model.Own(a, b, 1f);")]
    [InlineData("System.Math.Max(1f, 2f);")]
    public async Task NamesAndDifferentTypesAreFine(string call) => await ExpectAsync(call);

    internal static string SourceOf(string call) =>
        $$"""
        using TypedModels;
        [TfModel("models/m")]
        public partial class Model
        {
            public ResultResult Own(float[] a, float[] b, float c) => Result(a, [1]);
        }
        public static class Program
        {
            public static void Main(Model model, float[] a, float[] b)
            {
                {{call}}
            }
        }
        """;

    private static async Task ExpectAsync(string call, params string[] expected)
    {
        var source = MarkedSource.Parse(SourceOf(call));
        var run = GeneratorRun.Of(source.Text, Contracts.Of("models/m", Signatures));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new PositionalArgumentsAnalyzer()];
        var diagnostics = await run.Output.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}"));
        Assert.Equal(source.Spans, diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591"));
    }
}
