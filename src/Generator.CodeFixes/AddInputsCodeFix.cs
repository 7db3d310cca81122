using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Diagnostics;

namespace TypedModels.Generator.CodeFixes;

/// <summary>Adds the placeholders that the outputs of a declared signature need to its inputs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInputsCodeFix))]
[Shared]
public sealed class AddInputsCodeFix : CodeFixProvider
{
    private const string Inputs = "Inputs";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MissingInputs.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(DiagnosticProperties.Inputs, out string? lines) && lines is not null
                && root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments }
                && Added(arguments, lines.Split('\n')) is { } added)
            {
                string title = $"Add {string.Join(", ", lines.Split('\n').Select(tensor => $"'{tensor}'"))} to the inputs";
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(arguments, added))), title), diagnostic);
            }
        }
    }

    /// <summary>The arguments with the inputs; null when the array is not written out in the attribute.</summary>
    private static AttributeArgumentListSyntax? Added(AttributeArgumentListSyntax arguments, string[] tensors)
    {
        var literals = tensors.Select(tensor => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(tensor)));
        var argument = arguments.Arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == Inputs);
        if (argument is null)
        {
            var elements = SyntaxFactory.CollectionExpression(Join<CollectionElementSyntax>(default, literals.Select(SyntaxFactory.ExpressionElement)));
            var name = SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName(Inputs).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space));
            var first = arguments.Arguments.Take(1);
            return arguments.WithArguments(Join(default, first.Append(SyntaxFactory.AttributeArgument(name, null, elements)).Concat(arguments.Arguments.Skip(1))));
        }

        ExpressionSyntax? array = argument.Expression switch
        {
            CollectionExpressionSyntax collection => collection.WithElements(Join(collection.Elements, literals.Select(SyntaxFactory.ExpressionElement))),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } creation => creation.WithInitializer(initializer.WithExpressions(Join(initializer.Expressions, literals))),
            ImplicitArrayCreationExpressionSyntax creation => creation.WithInitializer(creation.Initializer.WithExpressions(Join(creation.Initializer.Expressions, literals))),
            _ => null,
        };
        return array is null ? null : arguments.ReplaceNode(argument.Expression, array);
    }

    private static SeparatedSyntaxList<T> Join<T>(SeparatedSyntaxList<T> list, IEnumerable<T> added)
        where T : SyntaxNode
    {
        var items = list.GetWithSeparators();
        foreach (var item in added)
        {
            if (items.Count > 0 && items[items.Count - 1].IsNode)
            {
                items = items.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            }

            items = items.Add(item);
        }

        return SyntaxFactory.SeparatedList<T>(items);
    }
}
