using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Diagnostics;

/// <summary>
/// Makes diagnostics of what was found. Their places are looked up only now, in the compilation they are reported for: no position takes part in the pipeline, and nothing is looked up for hosts
/// without diagnostics. A place lies in a tree and not just in a file, for only so do <c>#pragma</c> and <c>.editorconfig</c> apply.
/// </summary>
internal static class DiagnosticReporter
{
    /// <summary>The diagnostics of one host.</summary>
    public static IEnumerable<Diagnostic> Create(WrapperResult result, Compilation compilation, CancellationToken cancellationToken)
    {
        var type = compilation.Assembly.GetTypeByMetadataName(result.HostKey);
        var host = type is null ? null : HostSyntax.Of(type, cancellationToken);
        return result.Diagnostics.Select(diagnostic => Diagnostic.Create(
            DiagnosticDescriptors.Find(diagnostic.Id),
            host is null ? Location.None : Place(diagnostic.Anchor, host, cancellationToken),
            diagnostic.Properties.ToImmutableDictionary(property => property.Key, property => (string?)property.Value),
            [.. diagnostic.Arguments]));
    }

    private static Location Place(AnchorModel anchor, HostSyntax host, CancellationToken cancellationToken)
    {
        var attribute = host.Attribute.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
        var path = HostSyntax.Argument(host.Attribute, 0, cancellationToken) ?? attribute;
        return anchor.Kind switch
        {
            AnchorKind.Tags => Property("Tags").GetLocation(),
            AnchorKind.Checkpoint => Property("Checkpoint").GetLocation(),
            AnchorKind.Weights => Property("Weights").GetLocation(),
            AnchorKind.Scope => Property("Scope").GetLocation(),
            AnchorKind.Owner => Property("SharesVariablesWith").GetLocation(),
            AnchorKind.VariableMap => ArraySyntax.ElementAt(Property("VariableMap"), anchor.Item).GetLocation(),
            AnchorKind.Signature or AnchorKind.Inputs or AnchorKind.Input or AnchorKind.Output => InSignature(anchor, host.Signatures[anchor.Index], cancellationToken).GetLocation(),
            AnchorKind.ClassName => ((TypeDeclarationSyntax)attribute.Parent!.Parent!).Identifier.GetLocation(),
            AnchorKind.Container => attribute.Ancestors().OfType<TypeDeclarationSyntax>().Skip(host.Containers.Count - anchor.Index).First().Identifier.GetLocation(),
            AnchorKind.Name => LastArgument(host.Names[anchor.Index], cancellationToken).GetLocation(),
            _ => path.GetLocation(),
        };

        SyntaxNode Property(string name) => HostSyntax.Argument(host.Attribute, name, cancellationToken) ?? path;
    }

    private static SyntaxNode InSignature(AnchorModel anchor, AttributeData signature, CancellationToken cancellationToken)
    {
        var name = HostSyntax.Argument(signature, 0, cancellationToken) ?? signature.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
        string property = anchor.Kind == AnchorKind.Output ? "Outputs" : "Inputs";
        var array = anchor.Kind == AnchorKind.Signature ? null : HostSyntax.Argument(signature, property, cancellationToken);
        return array is null ? name : anchor.Kind == AnchorKind.Inputs ? array : ArraySyntax.ElementAt(array, anchor.Item);
    }

    private static SyntaxNode LastArgument(AttributeData name, CancellationToken cancellationToken) =>
        HostSyntax.Argument(name, name.ConstructorArguments.Length - 1, cancellationToken) ?? name.ApplicationSyntaxReference!.GetSyntax(cancellationToken);
}
