namespace TypedModels.Generator.Model;

/// <summary>What the generator must know of the whole project.</summary>
/// <param name="LanguageVersion">The version of C#, as <c>LangVersion</c> writes it.</param>
/// <param name="IsLanguageOld">Whether that is older than what emitted code is written in.</param>
/// <param name="HasRuntime">Whether the project references the assembly that emitted code calls.</param>
internal sealed record CompilationFacts(string LanguageVersion, bool IsLanguageOld, bool HasRuntime);
