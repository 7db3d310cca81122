using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedModels.Tests;

/// <summary>What an assembly offers, as the compiler sees it.</summary>
internal sealed class PublicAssembly
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeMemberKeyword)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat s_memberFormat = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        s_format.GenericsOptions,
        s_format.MemberOptions,
        parameterOptions: s_format.ParameterOptions,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: s_format.MiscellaneousOptions);

    private readonly IAssemblySymbol _assembly;
    private readonly string _path;

    public PublicAssembly(string name)
    {
        _path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        var reference = MetadataReference.CreateFromFile(_path);
        var others = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path != _path && !Path.GetFileName(path).StartsWith("TypedModels.Generator", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Reader", references: [reference, .. others]);
        _assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
    }

    /// <summary>Every public type with its public and protected members, a line each.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Types().OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string member in Members(type).Select(member => member.ToDisplayString(s_memberFormat)).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The types and members without a documentation comment.</summary>
    public IEnumerable<string> Undocumented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(_path, ".xml")).Descendants("member").Select(member => member.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        return Types().SelectMany(type => Members(type).Where(member => member is not IMethodSymbol { AssociatedSymbol: not null } && !IsImplied(member)).Prepend(type))
            .Select(symbol => symbol.GetDocumentationCommentId()!)
            .Where(id => !documented.Contains(id));
    }

    private static string Head(INamedTypeSymbol type)
    {
        string modifier = type.TypeKind != TypeKind.Class ? "" : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var bases = type.TypeKind is TypeKind.Delegate or TypeKind.Enum ? []
            : new[] { type.BaseType }.Where(parent => parent is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) })
                .Concat(type.Interfaces)
                .Select(parent => parent!.ToDisplayString(s_memberFormat));
        string list = string.Join(", ", bases);
        return modifier + type.ToDisplayString(s_format) + (list.Length > 0 ? " : " + list : "");
    }

    /// <summary>What the compiler writes: members of records, constructors nobody wrote, methods of delegates, the field behind an enumeration.</summary>
    private static bool IsImplied(ISymbol member) =>
        member.IsImplicitlyDeclared
        || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        || member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && (constructor.Parameters.IsEmpty || member.ContainingType.IsRecord || IsPrimary(constructor))
        || member.ContainingType.TypeKind == TypeKind.Delegate
        || member is IFieldSymbol { Name: "value__" };

    // The parameters of a primary constructor are documented with the type.
    private static bool IsPrimary(IMethodSymbol constructor) => constructor.ContainingType.InstanceConstructors.Count(candidate => candidate.DeclaredAccessibility == Accessibility.Public) == 1;

    private IEnumerable<INamedTypeSymbol> Types()
    {
        var open = new Stack<INamespaceOrTypeSymbol>([_assembly.GlobalNamespace]);
        while (open.TryPop(out var container))
        {
            foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
                if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type)
                {
                    yield return type;
                }
            }
        }
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member is not INamedTypeSymbol
        && !member.IsImplicitlyDeclared
        && member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && (type.TypeKind != TypeKind.Delegate || member.Name == "Invoke"));
}
