using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.CodeFixes;

/// <summary>Names the arguments of a call that have the same type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameArgumentsCodeFix))]
[Shared]
public sealed class NameArgumentsCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.PositionalArguments.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: false).FirstAncestorOrSelf<ArgumentSyntax>() is { } argument)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Name the arguments", cancellationToken => NameAsync(context.Document, root, argument, cancellationToken), nameof(NameArgumentsCodeFix)),
                context.Diagnostics);
        }
    }

    private static async Task<Document> NameAsync(Document document, SyntaxNode root, ArgumentSyntax first, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (first.Parent?.Parent is null || model?.GetOperation(first.Parent.Parent, cancellationToken) is not IInvocationOperation call)
        {
            return document;
        }

        var type = call.Arguments.First(argument => argument.Syntax == first).Parameter!.Type;
        var named = call.Arguments
            .Where(argument => argument.Syntax is ArgumentSyntax { NameColon: null } && SymbolEqualityComparer.Default.Equals(argument.Parameter!.Type, type))
            .ToDictionary(argument => argument.Syntax, argument => argument.Parameter!.Name);
        return document.WithSyntaxRoot(root.ReplaceNodes(named.Keys, (original, _) => Named((ArgumentSyntax)original, named[original])));
    }

    private static ArgumentSyntax Named(ArgumentSyntax argument, string name)
    {
        string written = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        var colon = SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(written), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space));
        return argument.WithoutLeadingTrivia().WithNameColon(colon).WithLeadingTrivia(argument.GetLeadingTrivia());
    }
}
