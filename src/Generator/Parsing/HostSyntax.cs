using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedModels.Generator.Parsing;

/// <summary>A class with <c>[TfModel]</c> as the compiler sees it. Lives for one step only.</summary>
internal sealed class HostSyntax
{
    /// <summary>The attribute that marks a wrapper.</summary>
    public const string ModelAttribute = "TypedModels.TfModelAttribute";

    private const string Namespace = "TypedModels";
    private const string ModelAttributeName = "TfModelAttribute";
    private const string NameAttributeName = "TfNameAttribute";
    private const string SignatureAttributeName = "TfSignatureAttribute";

    private HostSyntax(INamedTypeSymbol type, AttributeData attribute, IReadOnlyList<AttributeData> names, IReadOnlyList<AttributeData> signatures, CancellationToken cancellationToken)
    {
        Type = type;
        Attribute = attribute;
        Names = names;
        Signatures = signatures;
        Declarations = DeclarationsOf(type, cancellationToken);
        var containers = new List<INamedTypeSymbol>();
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, container);
        }

        Containers = containers;
    }

    /// <summary>The class.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Its parts.</summary>
    public IReadOnlyList<TypeDeclarationSyntax> Declarations { get; }

    /// <summary>The types around it, outermost first.</summary>
    public IReadOnlyList<INamedTypeSymbol> Containers { get; }

    /// <summary>Its <c>[TfModel]</c>.</summary>
    public AttributeData Attribute { get; }

    /// <summary>Its complete <c>[TfName]</c>s.</summary>
    public IReadOnlyList<AttributeData> Names { get; }

    /// <summary>Its complete <c>[TfSignature]</c>s.</summary>
    public IReadOnlyList<AttributeData> Signatures { get; }

    /// <summary>The class of <paramref name="context"/>; null when its attribute is incomplete or repeats that of another part, which the compiler says by itself.</summary>
    public static HostSyntax? From(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var host = Of((INamedTypeSymbol)context.TargetSymbol, cancellationToken);
        return host?.Attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).Parent?.Parent == context.TargetNode ? host : null;
    }

    /// <summary>The class <paramref name="type"/>; null when it has no complete <c>[TfModel]</c>.</summary>
    public static HostSyntax? Of(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var attributes = type.GetAttributes();
        var model = attributes.FirstOrDefault(attribute => Is(attribute, ModelAttributeName));
        return model is { ConstructorArguments.Length: 1, ApplicationSyntaxReference: not null }
            ? new(
                type,
                model,
                [.. attributes.Where(attribute => Is(attribute, NameAttributeName) && attribute.ConstructorArguments.Length is 2 or 3)],
                [.. attributes.Where(attribute => Is(attribute, SignatureAttributeName) && attribute.ConstructorArguments.Length == 1)],
                cancellationToken)
            : null;
    }

    /// <summary>The <c>[TfModel]</c> of a type, or null.</summary>
    public static AttributeData? ModelAttributeOf(ITypeSymbol type) => type.GetAttributes().FirstOrDefault(attribute => Is(attribute, ModelAttributeName));

    /// <summary>What the property of an attribute was set to.</summary>
    public static TypedConstant Property(AttributeData attribute, string property) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value;

    /// <summary>The texts that a property of an attribute was set to.</summary>
    public static ValueList<string> Texts(AttributeData attribute, string property) =>
        Property(attribute, property) is { Kind: TypedConstantKind.Array, IsNull: false } array ? array.Values.Select(value => value.Value as string ?? "").ToValueList() : [];

    /// <summary>The parts of a type.</summary>
    public static IReadOnlyList<TypeDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        [.. type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()];

    /// <summary>The expression of an argument without a name.</summary>
    public static SyntaxNode? Argument(AttributeData attribute, int position, CancellationToken cancellationToken) =>
        Arguments(attribute, cancellationToken).Where(argument => argument.NameEquals is null).ElementAtOrDefault(position)?.Expression;

    /// <summary>The expression of the argument that sets a property.</summary>
    public static SyntaxNode? Argument(AttributeData attribute, string property, CancellationToken cancellationToken) =>
        Arguments(attribute, cancellationToken).FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property)?.Expression;

    /// <summary>Compares names part by part: this runs for every host at every edit, and display strings are slow to make.</summary>
    private static bool Is(AttributeData attribute, string name) => attribute.AttributeClass is { } type && type.Name == name
        && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Arguments(AttributeData attribute, CancellationToken cancellationToken) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments ?? default;
}
