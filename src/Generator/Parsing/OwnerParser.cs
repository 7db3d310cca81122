using Microsoft.CodeAnalysis;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Finds the wrapper whose variables another one uses.</summary>
internal static class OwnerParser
{
    private const string Property = "SharesVariablesWith";

    /// <summary>The wrapper that a <c>[TfModel]</c> names, or null.</summary>
    public static OwnerModel? Parse(AttributeData attribute) =>
        OwnerOf(attribute) is { } owner ? new(owner.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), owner.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)) : null;

    /// <summary>Why <paramref name="host"/> cannot use the variables of what its attribute names, or null.</summary>
    public static string? WhyInvalid(INamedTypeSymbol host, AttributeData attribute)
    {
        if (OwnerOf(attribute) is not { } owner)
        {
            return null;
        }

        return Same(owner, host) ? "that is the class itself, whose variables are its own anyway: remove SharesVariablesWith"
            : HostSyntax.ModelAttributeOf(owner) is null ? "that is no wrapper of a model: name a class with [TfModel]"
            : IsInCircle(owner, host) ? "in the end that one shares with this one again: let one of them have variables of its own"
            : IsPublic(host) && !IsPublic(owner) ? $"{host.Name} is public and takes it in Load: make both public, or neither"
            : null;
    }

    private static ITypeSymbol? OwnerOf(AttributeData attribute) => HostSyntax.Property(attribute, Property) is { Kind: TypedConstantKind.Type, Value: ITypeSymbol owner } ? owner : null;

    private static bool IsInCircle(ITypeSymbol owner, INamedTypeSymbol host)
    {
        var met = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default) { host };
        for (ITypeSymbol? next = owner; next is not null; next = HostSyntax.ModelAttributeOf(next) is { } attribute ? OwnerOf(attribute) : null)
        {
            if (!met.Add(next))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPublic(ITypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsPublic(type.ContainingType));

    private static bool Same(ITypeSymbol type, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other);
}
