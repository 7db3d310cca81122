using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Takes from a compilation the few facts that the generator needs of it.</summary>
internal static class FactsParser
{
    /// <summary>Emitted code has collection expressions; later versions of C# add nothing it uses.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    private const string SessionType = "TypedModels.Runtime.ModelSession";

    /// <summary>The facts of <paramref name="compilation"/>.</summary>
    public static CompilationFacts Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var version = ((CSharpCompilation)compilation).LanguageVersion;
        return new(version.ToDisplayString(), version < OldestLanguage, compilation.GetTypeByMetadataName(SessionType) is not null);
    }
}
