namespace TypedModels.Runtime.Variables;

/// <summary>What variables are called in a checkpoint that does not call them as the model does.</summary>
/// <param name="renames">The renames; of several that fit, the one with the longest name in the graph counts.</param>
internal sealed class VariableNames(IEnumerable<VariableRename> renames)
{
    private readonly VariableRename[] _renames = [.. renames.OrderByDescending(rename => rename.To.Length)];

    /// <summary>The name in the checkpoint of what the model calls <paramref name="name"/>.</summary>
    public string InCheckpoint(string name)
    {
        foreach (var rename in _renames)
        {
            if (BeginsWith(name, rename.To))
            {
                return rename.From + name[rename.To.Length..];
            }
        }

        return name;
    }

    /// <summary>Whether a name is another one, or lies under it: <c>decoder</c> is no beginning of <c>decoder_b/kernel</c>.</summary>
    public static bool BeginsWith(string name, string beginning) =>
        name.StartsWith(beginning, StringComparison.Ordinal)
        && (beginning.Length == 0 || name.Length == beginning.Length || beginning[^1] == '/' || name[beginning.Length] == '/');
}
