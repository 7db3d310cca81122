namespace TypedModels.Generator.Diagnostics;

/// <summary>Lists names in messages.</summary>
internal static class Listing
{
    private const int Most = 8;

    /// <summary>The names in quotes, the first few of many; <c>none</c> when there are none.</summary>
    public static string Of(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string listed = string.Join(", ", all.Take(Most).Select(name => $"'{name}'"));
        return all.Length == 0 ? "none" : all.Length <= Most ? listed : $"{listed} and {all.Length - Most} more";
    }
}
