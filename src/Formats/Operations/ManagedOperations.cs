namespace TypedModels.Formats.Operations;

/// <summary>
/// The operations that the managed engine of this version has (<c>managed_operations.txt</c>). Linked into the generator too: both work where the engine itself cannot be loaded.
/// </summary>
internal static class ManagedOperations
{
    private static readonly Lazy<HashSet<string>> s_names = new(ReadNames);

    /// <summary>Whether the engine has the operation, for some element types at least.</summary>
    public static bool Contains(string operation) => s_names.Value.Contains(operation);

    private static HashSet<string> ReadNames()
    {
        using var stream = typeof(ManagedOperations).Assembly.GetManifestResourceStream("managed_operations.txt")
            ?? throw new InvalidOperationException("The resource managed_operations.txt is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return new HashSet<string>(reader.ReadToEnd().Split(['\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }
}
