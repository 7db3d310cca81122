using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.CodeFixes;

/// <summary>Replaces the name of a tensor that the graph does not have by the one most like it. The name of the argument, before the equals sign, stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestTensorCodeFix))]
[Shared]
public sealed class NearestTensorCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.TensorNotFound.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Tensor, out string? tensor) && tensor is not null
                && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Change the tensor to '{tensor}'", _ => Task.FromResult(Replace(context.Document, root, literal, tensor)), nameof(NearestTensorCodeFix)),
                    diagnostic);
            }
        }
    }

    private static Document Replace(Document document, SyntaxNode root, LiteralExpressionSyntax literal, string tensor)
    {
        string written = literal.Token.ValueText;
        string name = written.Substring(0, written.IndexOf('=') + 1);
        var corrected = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name + tensor)).WithTriviaFrom(literal);
        return document.WithSyntaxRoot(root.ReplaceNode(literal, corrected));
    }
}
