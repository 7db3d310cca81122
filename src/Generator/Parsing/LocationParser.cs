using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Finds the places in the source that diagnostics about a host can point at.</summary>
internal static class LocationParser
{
    /// <summary>The places of the class, or null where <see cref="HostParser"/> has no model.</summary>
    public static HostLocations? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (HostSyntax.From(context, cancellationToken) is not { } syntax)
        {
            return null;
        }

        var attribute = syntax.Attribute.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
        var path = HostSyntax.Argument(syntax.Attribute, 0, cancellationToken) ?? attribute;
        return new HostLocations
        {
            Key = HostParser.KeyOf(syntax.Type),
            Path = LocationOf(path),
            Tags = LocationOf(HostSyntax.Argument(syntax.Attribute, "Tags", cancellationToken) ?? path),
            Name = LocationOf(((TypeDeclarationSyntax)context.TargetNode).Identifier),
            Containers = syntax.Containers.Select(container => NameOf(container, context.TargetNode)).ToValueList(),
            Names = syntax.Names.Select(name => LocationOf(LastArgument(name, cancellationToken) ?? attribute)).ToValueList(),
        };
    }

    private static SyntaxNode? LastArgument(AttributeData name, CancellationToken cancellationToken) =>
        HostSyntax.Argument(name, name.ConstructorArguments.Length - 1, cancellationToken) ?? name.ApplicationSyntaxReference?.GetSyntax(cancellationToken);

    /// <summary>The name of the container in the declaration that is around the class.</summary>
    private static LocationModel NameOf(INamedTypeSymbol container, SyntaxNode target)
    {
        var declaration = target.Ancestors().OfType<TypeDeclarationSyntax>().First(ancestor => ancestor.Identifier.ValueText == container.Name);
        return LocationOf(declaration.Identifier);
    }

    private static LocationModel LocationOf(SyntaxNodeOrToken place) => new(place.SyntaxTree!.FilePath, place.Span);
}
