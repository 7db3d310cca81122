using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator;

/// <summary>Gives each partial class with <c>[TfModel]</c> the methods of its model, out of the model's contract.</summary>
/// <remarks>
/// contract files → <see cref="ContractModel"/>, lists of graphs → <see cref="GraphModel"/>, classes → <see cref="HostModel"/>, all → <see cref="BoundModel"/> → source and, apart from it, diagnostics. Nothing of a compilation and no
/// position in the source takes part in what leads to the source, so that editing anything else makes nothing run again.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contracts = context.AdditionalTextsProvider
            .Where(ContractParser.IsContract)
            .Select(ContractParser.Parse)
            .WithTrackingName(TrackingNames.Contract);
        var hosts = context.SyntaxProvider
            .ForAttributeWithMetadataName(HostSyntax.ModelAttribute, static (node, _) => node is TypeDeclarationSyntax, HostParser.Parse)
            .WithTrackingName(TrackingNames.Host)
            .Where(static host => host is not null)
            .Select(static (host, _) => host!);
        var areGraphsNeeded = hosts.Select(static (host, _) => host.NeedsGraph).Collect().Select(static (all, _) => all.Contains(true));
        var graphs = context.AdditionalTextsProvider
            .Where(GraphParser.IsGraph)
            .Combine(areGraphsNeeded)
            .Where(static pair => pair.Right)
            .Select(static (pair, cancellationToken) => GraphParser.Parse(pair.Left, cancellationToken))
            .WithTrackingName(TrackingNames.Graph);
        var ambiguous = hosts.Collect().Select(static (all, _) => HintNames.FindAmbiguous(all));
        var facts = context.CompilationProvider.Select(FactsParser.Parse);

        var results = hosts
            .Combine(contracts.Collect().Combine(graphs.Collect()))
            .Combine(ambiguous.Combine(facts))
            .Select(static (pair, _) => ContractBinder.Bind(pair.Left.Left, pair.Left.Right.Left, pair.Left.Right.Right, pair.Right.Left, pair.Right.Right))
            .WithTrackingName(TrackingNames.Bound)
            .Select(static (bound, cancellationToken) => WrapperGuard.Parse(bound, cancellationToken));

        var sources = results
            .Select(static (result, _) => result.Wrapper)
            .Where(static wrapper => wrapper is not null)
            .WithTrackingName(TrackingNames.Source);
        context.RegisterSourceOutput(sources, static (output, wrapper) => WrapperGuard.Emit(output, wrapper!));

        RegisterDiagnostics(context, results);
    }

    private static void RegisterDiagnostics(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<WrapperResult> results)
    {
        var diagnostics = results.Where(static result => result.Diagnostics.Count > 0).WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics.Combine(context.CompilationProvider), static (output, pair) =>
        {
            foreach (var diagnostic in DiagnosticReporter.Create(pair.Left, pair.Right, output.CancellationToken))
            {
                output.ReportDiagnostic(diagnostic);
            }
        });
    }
}
