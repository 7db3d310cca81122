using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.CodeFixes;

/// <summary>Adds the <c>[TfName]</c> that gives a signature or an argument a name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddNameCodeFix))]
[Shared]
public sealed class AddNameCodeFix : CodeFixProvider
{
    private const string Attribute = "global::TypedModels.TfName";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.NameClash.Id, DiagnosticDescriptors.ReservedName.Id, DiagnosticDescriptors.UnusableName.Id];

    // No fix of all at once: every name changes which others are free.

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeListSyntax>() is { Parent: TypeDeclarationSyntax } list && ArgumentsOf(diagnostic) is { } arguments)
            {
                string title = $"Add [TfName({string.Join(", ", arguments.Select(argument => SymbolDisplay.FormatLiteral(argument, quote: true)))})]";
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(Add(context.Document, root, list, arguments)), title), diagnostic);
            }
        }
    }

    private static string[]? ArgumentsOf(Diagnostic diagnostic)
    {
        var properties = diagnostic.Properties;
        return properties.TryGetValue(DiagnosticProperties.Signature, out string? signature) && properties.TryGetValue(DiagnosticProperties.Name, out string? name)
            ? properties.TryGetValue(DiagnosticProperties.Argument, out string? argument) ? [signature!, argument!, name!] : [signature!, name!]
            : null;
    }

    private static Document Add(Document document, SyntaxNode root, AttributeListSyntax list, string[] arguments)
    {
        var values = arguments.Select(argument => SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(argument))));
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName(Attribute).WithAdditionalAnnotations(Simplifier.Annotation), SyntaxFactory.AttributeArgumentList([.. values]));
        var added = SyntaxFactory.AttributeList([attribute])
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        return document.WithSyntaxRoot(root.InsertNodesAfter(list, [added]));
    }
}
