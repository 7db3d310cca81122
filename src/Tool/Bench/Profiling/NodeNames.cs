namespace TypedModels.Tool.Bench.Profiling;

/// <summary>Names of nodes as a table has room for them: without what all of them begin with, and no more parts than fit.</summary>
internal sealed class NodeNames
{
    private const int MostLetters = 48;

    /// <param name="names">The names that are shown.</param>
    public NodeNames(IEnumerable<string> names)
    {
        string? common = names.Aggregate((string?)null, (common, name) => common is null ? name : common[..common.AsSpan().CommonPrefixLength(name)]);
        Prefix = common is null ? "" : common[..(common.LastIndexOf('/') + 1)];
    }

    /// <summary>What all names begin with, up to a slash.</summary>
    public string Prefix { get; }

    /// <summary>The last parts of a name.</summary>
    public string Shorten(string name)
    {
        string own = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        if (own.Length <= MostLetters)
        {
            return own;
        }

        int slash = own.IndexOf('/', own.Length - MostLetters);
        slash = slash < 0 ? own.LastIndexOf('/') : slash;
        return slash < 0 ? own : "…" + own[slash..];
    }
}
