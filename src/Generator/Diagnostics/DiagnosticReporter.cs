using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Diagnostics;

/// <summary>Gives diagnostics their places in the source.</summary>
internal static class DiagnosticReporter
{
    /// <summary>The diagnostics of one host with the places they point at.</summary>
    public static PlacedDiagnostics Place(WrapperResult result, ImmutableArray<HostLocations> hosts)
    {
        var host = hosts.First(locations => locations.Key == result.HostKey);
        return new(result.Diagnostics.Select(diagnostic => new PlacedDiagnostic(diagnostic, host.Find(diagnostic.Anchor))).ToValueList());
    }

    /// <summary>
    /// Makes <paramref name="placed"/> one of the compiler's. It lies in the tree and not just in its file: only so do <c>#pragma</c> and <c>.editorconfig</c> apply.
    /// </summary>
    public static Diagnostic Create(PlacedDiagnostic placed, Compilation compilation)
    {
        var (model, place) = placed;
        var tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == place.FilePath && tree.Length >= place.Span.End);
        return Diagnostic.Create(
            DiagnosticDescriptors.Find(model.Id),
            tree is null ? Location.None : Location.Create(tree, place.Span),
            model.Properties.ToImmutableDictionary(property => property.Key, property => (string?)property.Value),
            [.. model.Arguments]);
    }
}

/// <summary>The diagnostics of one host.</summary>
/// <param name="Items">The diagnostics.</param>
internal sealed record PlacedDiagnostics(ValueList<PlacedDiagnostic> Items);

/// <summary>A diagnostic with its place.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Place">Where it points.</param>
internal sealed record PlacedDiagnostic(DiagnosticModel Diagnostic, LocationModel Place);
