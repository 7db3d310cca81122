using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedModels.Generator.Parsing;

/// <summary>A class with <c>[TfModel]</c> as the compiler sees it. Lives for one step only.</summary>
internal sealed class HostSyntax
{
    /// <summary>The attribute that marks a wrapper.</summary>
    public const string ModelAttribute = "TypedModels.TfModelAttribute";

    private const string NameAttribute = "TypedModels.TfNameAttribute";

    private HostSyntax(INamedTypeSymbol type, AttributeData attribute, IReadOnlyList<AttributeData> names)
    {
        Type = type;
        Attribute = attribute;
        Names = names;
        var containers = new List<INamedTypeSymbol>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, container);
        }

        Containers = containers;
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The types around it, outermost first.</summary>
    public IReadOnlyList<INamedTypeSymbol> Containers { get; }

    /// <summary>Its <c>[TfModel]</c>.</summary>
    public AttributeData Attribute { get; }

    /// <summary>Its complete <c>[TfName]</c>s.</summary>
    public IReadOnlyList<AttributeData> Names { get; }

    /// <summary>The attribute's tags, or null.</summary>
    public string? Tags => Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Tags").Value.Value as string;

    /// <summary>The class of <paramref name="context"/>; null when its attribute is incomplete or repeats that of another part, which the compiler says by itself.</summary>
    public static HostSyntax? From(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var attributes = type.GetAttributes();
        var first = attributes.First(attribute => attribute.AttributeClass?.ToDisplayString() == ModelAttribute);
        bool isHere = first.ApplicationSyntaxReference?.GetSyntax(cancellationToken).Parent?.Parent == context.TargetNode;
        return isHere && first.ConstructorArguments.Length == 1
            ? new(type, first, [.. attributes.Where(attribute => attribute.AttributeClass?.ToDisplayString() == NameAttribute && attribute.ConstructorArguments.Length is 2 or 3)])
            : null;
    }

    /// <summary>The expression of an argument without a name.</summary>
    public static SyntaxNode? Argument(AttributeData attribute, int position, CancellationToken cancellationToken) =>
        Arguments(attribute, cancellationToken).Where(argument => argument.NameEquals is null).ElementAtOrDefault(position)?.Expression;

    /// <summary>The expression of the argument that sets a property.</summary>
    public static SyntaxNode? Argument(AttributeData attribute, string property, CancellationToken cancellationToken) =>
        Arguments(attribute, cancellationToken).FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.Expression;

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(AttributeData attribute, CancellationToken cancellationToken) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments ?? default;
}
