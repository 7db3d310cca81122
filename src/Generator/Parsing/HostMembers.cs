using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedModels.Generator.Parsing;

/// <summary>Finds the members that the user wrote in a class. By syntax: asking the compiler for symbols would make it bind every host at every edit.</summary>
internal static class HostMembers
{
    private const string CallHook = "OnCalled";
    private const string LoadHook = "OnLoaded";

    /// <summary>Whether a part implements <c>OnCalled</c>.</summary>
    public static bool ImplementsOnCalled(IReadOnlyList<TypeDeclarationSyntax> declarations) => Implements(declarations, CallHook);

    /// <summary>Whether a part implements <c>OnLoaded</c>.</summary>
    public static bool ImplementsOnLoaded(IReadOnlyList<TypeDeclarationSyntax> declarations) => Implements(declarations, LoadHook);

    /// <summary>The names of all members except methods, constructors and operators, in ordinal order.</summary>
    public static ValueList<string> NamesOf(IReadOnlyList<TypeDeclarationSyntax> declarations) => Sorted(declarations.SelectMany(declaration => declaration.Members).SelectMany(member => member switch
    {
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax happening => [happening.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        _ => Enumerable.Empty<string>(),
    }));

    /// <summary>The names of the methods except the hooks, in ordinal order.</summary>
    public static ValueList<string> MethodNamesOf(IReadOnlyList<TypeDeclarationSyntax> declarations) =>
        Sorted(Methods(declarations).Select(method => method.Identifier.ValueText).Where(name => name is not (CallHook or LoadHook)));

    private static bool Implements(IReadOnlyList<TypeDeclarationSyntax> declarations, string hook) =>
        Methods(declarations).Any(method => method.Identifier.ValueText == hook && method.ParameterList.Parameters.Count == 1);

    private static IEnumerable<MethodDeclarationSyntax> Methods(IReadOnlyList<TypeDeclarationSyntax> declarations) =>
        declarations.SelectMany(declaration => declaration.Members).OfType<MethodDeclarationSyntax>();

    private static ValueList<string> Sorted(IEnumerable<string> names) => names.Distinct().OrderBy(name => name, StringComparer.Ordinal).ToValueList();
}
