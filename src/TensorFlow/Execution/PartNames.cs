namespace TypedModels.TensorFlow.Execution;

/// <summary>What the names of a model are in a graph that holds several: all begin with the model's prefix, but those of what it shares.</summary>
/// <param name="prefix">The prefix; empty for the model that the graph was made for.</param>
/// <param name="shared">The nodes that are another model's, and their names in the graph.</param>
internal sealed class PartNames(string prefix, IReadOnlyDictionary<string, string> shared)
{
    /// <summary>The names of the model that the graph was made for.</summary>
    public static PartNames Own { get; } = new("", new Dictionary<string, string>());

    /// <summary>The name of a node.</summary>
    public string Node(string name) => shared.TryGetValue(name, out string? other) ? other : prefix + name;

    /// <summary>The name of a function.</summary>
    public string Function(string name) => prefix + name;

    /// <summary>A text of TensorFlow's with the names that the model's user knows.</summary>
    public string Strip(string text) => prefix.Length == 0 ? text : text.Replace(prefix, "", StringComparison.Ordinal);
}
