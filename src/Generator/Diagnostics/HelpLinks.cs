namespace TypedModels.Generator.Diagnostics;

/// <summary>Where the documentation of diagnostics is.</summary>
internal static class HelpLinks
{
    private const string Pages = "https://github.com/typedmodels/typedmodels/blob/main/docs/diagnostics/";

    /// <summary>The page of the diagnostic <paramref name="id"/>.</summary>
    public static string For(string id) => Pages + id + ".md";
}
