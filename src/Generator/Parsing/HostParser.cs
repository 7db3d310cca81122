using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Diagnostics;
using TypedModels.Generator.Model;
using TypedModels.Graphs;

namespace TypedModels.Generator.Parsing;

/// <summary>Makes the model of a class with <c>[TfModel]</c>. Nothing of the compiler's leaves it.</summary>
internal static class HostParser
{
    /// <summary>The model of the class, or null when the attribute is incomplete, which the compiler says by itself.</summary>
    public static HostModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (HostSyntax.From(context, cancellationToken) is not { } syntax)
        {
            return null;
        }

        var type = syntax.Type;
        return new HostModel
        {
            Key = KeyOf(type),
            Namespace = NamespaceOf(type),
            Containers = syntax.Containers.Select(ContainerOf).ToValueList(),
            Name = Identifier.EscapeType(type.Name),
            Accessibility = AccessibilityOf(type),
            Path = syntax.Attribute.ConstructorArguments[0].Value as string ?? "",
            Tags = Text(syntax.Attribute, "Tags"),
            Checkpoint = Text(syntax.Attribute, "Checkpoint"),
            Weights = Text(syntax.Attribute, "Weights"),
            Scope = Text(syntax.Attribute, "Scope"),
            Owner = OwnerParser.Parse(syntax.Attribute),
            VariableMap = HostSyntax.Texts(syntax.Attribute, "VariableMap"),
            Signatures = syntax.Signatures.Select(SignatureOf).ToValueList(),
            Names = syntax.Names.Select(NameOf).ToValueList(),
            ObservesCalls = HostMembers.ImplementsOnCalled(syntax.Declarations),
            ObservesLoads = HostMembers.ImplementsOnLoaded(syntax.Declarations),
            MemberNames = HostMembers.NamesOf(syntax.Declarations),
            MethodNames = HostMembers.MethodNamesOf(syntax.Declarations),
            Problems = ProblemsOf(syntax, cancellationToken),
        };
    }

    /// <summary>The full name of a type, which tells it apart from every other in the project.</summary>
    public static string KeyOf(INamedTypeSymbol type)
    {
        string outside = type.ContainingType is { } container ? KeyOf(container) + "+" : string.Concat(NamespacesOf(type).Select(name => name + "."));
        return outside + type.MetadataName;
    }

    private static string NamespaceOf(INamedTypeSymbol type) => string.Join(".", NamespacesOf(type).Select(Identifier.EscapeType));

    private static List<string> NamespacesOf(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            names.Insert(0, space.Name);
        }

        return names;
    }

    private static ContainerModel ContainerOf(INamedTypeSymbol type)
    {
        string keyword = type.TypeKind switch
        {
            TypeKind.Interface => "interface",
            TypeKind.Struct => type.IsRecord ? "record struct" : "struct",
            _ => type.IsRecord ? "record" : "class",
        };
        string parameters = string.Join(", ", type.TypeParameters.Select(parameter => Identifier.EscapeType(parameter.Name)));
        return new(keyword, Identifier.EscapeType(type.Name) + (parameters.Length == 0 ? "" : $"<{parameters}>"));
    }

    private static string AccessibilityOf(INamedTypeSymbol type) => SyntaxFacts.GetText(type.DeclaredAccessibility);

    private static string? Text(AttributeData attribute, string property) => HostSyntax.Property(attribute, property).Value as string;

    private static DeclaredSignature SignatureOf(AttributeData attribute) => new(
        attribute.ConstructorArguments[0].Value as string ?? "",
        HostSyntax.Texts(attribute, "Inputs").Select(DeclaredArgument.Parse).ToValueList(),
        HostSyntax.Texts(attribute, "Outputs").Select(DeclaredArgument.Parse).ToValueList());

    private static NameModel NameOf(AttributeData attribute)
    {
        string[] arguments = [.. attribute.ConstructorArguments.Select(argument => argument.Value as string ?? "")];
        return new(arguments[0], arguments.Length == 3 ? arguments[1] : null, arguments[arguments.Length - 1]);
    }

    private static ValueList<DiagnosticModel> ProblemsOf(HostSyntax syntax, CancellationToken cancellationToken)
    {
        var problems = new List<DiagnosticModel>();
        foreach (var (what, cure) in KindProblems(syntax))
        {
            problems.Add(DiagnosticModels.UnsupportedHost(syntax.Type.Name, what, cure));
        }

        if (!IsPartial(syntax.Declarations))
        {
            problems.Add(DiagnosticModels.NotPartial(syntax.Type.Name, new(AnchorKind.ClassName)));
        }

        for (int i = 0; i < syntax.Containers.Count; i++)
        {
            if (!IsPartial(HostSyntax.DeclarationsOf(syntax.Containers[i], cancellationToken)))
            {
                problems.Add(DiagnosticModels.NotPartial(syntax.Containers[i].Name, new(AnchorKind.Container, i)));
            }
        }

        if (OwnerParser.WhyInvalid(syntax.Type, syntax.Attribute) is { } why)
        {
            problems.Add(DiagnosticModels.InvalidOwner(syntax.Type.Name, OwnerParser.Parse(syntax.Attribute)!.Name, why));
        }

        return problems.ToValueList();
    }

    private static IEnumerable<(string What, string Cure)> KindProblems(HostSyntax syntax)
    {
        var type = syntax.Type;
        if (ReservedNames.IsOfWrappers(type.Name))
        {
            yield return ("named like a member of every wrapper", "give it another name");
        }

        if (type.IsStatic)
        {
            yield return ("static", "a wrapper is loaded into instances, remove 'static'");
        }

        if (type.IsAbstract && !type.IsStatic)
        {
            yield return ("abstract", "a wrapper is loaded into instances, remove 'abstract'");
        }

        if (type.IsGenericType && type.TypeParameters.Length > 0)
        {
            yield return ("generic", "a model has one set of element types, remove the type parameters");
        }

        if (type.IsRecord)
        {
            yield return ("a record", "a wrapper owns what it loaded and cannot be copied, make it a class");
        }

        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
            {
                yield return ("file-local", "the generated part lies in another file, remove 'file'");
            }
        }

        if (!type.IsRecord && syntax.Declarations.Any(declaration => declaration is ClassDeclarationSyntax { ParameterList: not null }))
        {
            yield return ("declared with a primary constructor", "a wrapper is made by Load, remove the parameters");
        }
    }

    private static bool IsPartial(IReadOnlyList<TypeDeclarationSyntax> declarations) =>
        declarations.All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
